package dev.gatewayhealth.jfr;

import dev.gatewayhealth.finding.Finding;
import dev.gatewayhealth.finding.FindingListener;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.report.Status;

/**
 * Findings and changes of the verdict as events of the Flight Recorder, category {@code Gateway Health}. Called on the watchdog thread.
 *
 * <p>The recorder's classes are looked at when something of weight is found, and the events' own are loaded when a recording runs. A JVM
 * may come without the recorder; then nothing is told after the first attempt.
 */
public final class FlightEvents implements FindingListener {

    private boolean absent;

    /** The recorder is not looked at yet. */
    public FlightEvents() {}

    @Override
    public void began(Finding finding) {
        tell("began", finding);
    }

    @Override
    public void changed(Finding finding) {
        tell("changed", finding);
    }

    @Override
    public void ended(Finding finding) {
        tell("ended", finding);
    }

    private void tell(String turn, Finding finding) {
        if (finding.severity() != Severity.NOTICE && recording()) {
            Recorded.finding(turn, finding);
        }
    }

    /**
     * The verdict has changed.
     *
     * @param from what it was
     * @param to says what it is
     */
    public void turned(Status from, Report to) {
        if (recording()) {
            Recorded.turned(from, to);
        }
    }

    private boolean recording() {
        if (absent) {
            return false;
        }
        try {
            return Recorded.wanted();
        } catch (LinkageError e) {
            absent = true;
            return false;
        }
    }
}
