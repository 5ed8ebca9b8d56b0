package dev.gatewayhealth.benchmarks.anchors;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was promised, what the run says of it, and the verdict. */
final class Bars {

    private static final double START_MS = 150;
    private static final double STARTER_WALL_MS = 60;
    private static final double CLASSES = 500;
    private static final double METASPACE_MIB = 4;
    private static final double RSS_MIB = 12;
    private static final double IDLE_MS = 2;
    private static final double BYTES = 3;

    private final Results results;
    private final List<String> rows = new ArrayList<>();

    Bars(Results results) {
        this.results = results;
    }

    /** The rows of a table. */
    List<String> rows() {
        for (String subject : results.subjects(Metric.CPU)) {
            if (subject.equals(Subject.TOMCAT) || subject.equals(Subject.BOOT)) {
                ratio(subject, Anchor.AGENT);
                ratio(subject, Anchor.FILTER);
                ratio(subject, Anchor.STARTER);
            }
        }
        for (String subject : results.subjects(Metric.BYTES)) {
            bytes(subject);
        }
        return starts();
    }

    /** Those on starts alone. */
    List<String> starts() {
        if (results.subjects(Metric.START).contains(Subject.BOOT)) {
            starter(Metric.WALL);
            starter(Metric.MAIN);
            starter(Metric.START);
        }
        if (results.subjects(Metric.START).contains(Subject.TOMCAT)) {
            added(Metric.START, START_MS);
            added(Metric.CLASSES, CLASSES);
            added(Metric.METASPACE, METASPACE_MIB);
            added(Metric.RSS, RSS_MIB);
            added(Metric.IDLE, IDLE_MS);
        }
        return rows;
    }

    private void ratio(String subject, String anchor) {
        Interval ours = results.paired(Metric.CPU, subject, anchor, Anchor.NONE, (a, b) -> a / b);
        if (ours.count() == 0) {
            return;
        }
        Interval control = results.paired(Metric.CPU, subject, Anchor.CONTROL, Anchor.NONE, (a, b) -> a / b);
        rows.add(row(
                anchor + ", CPU per request, " + subject,
                "upper end ≤ " + Verdict.RATIO,
                String.format(Locale.ROOT, "%s; second copy %s; %d slices", show(ours), show(control), ours.count()),
                Verdict.ofRatio(control, ours)));
    }

    private void bytes(String subject) {
        Interval ours = results.paired(Metric.BYTES, subject, Anchor.AGENT, Anchor.NONE, (a, b) -> a - b);
        Interval control = results.paired(Metric.BYTES, subject, Anchor.CONTROL, Anchor.NONE, (a, b) -> a - b);
        rows.add(row(
                Anchor.AGENT + ", bytes per request, " + subject,
                "≤ " + (int) BYTES,
                String.format(Locale.ROOT, "%+.1f; second copy %+.1f", ours.median(), control.median()),
                Verdict.ofBytes(control.median(), ours.median(), BYTES)));
    }

    private void added(String metric, double most) {
        Interval added = results.paired(metric, Subject.TOMCAT, Anchor.AGENT, Anchor.EMPTY, (a, b) -> a - b);
        rows.add(row(
                Anchor.AGENT + " over the empty agent, " + metric + ", " + Subject.TOMCAT,
                "≤ +" + (int) most,
                show(added) + "; " + added.count() + " pairs",
                Verdict.ofAdded(added, most)));
    }

    /**
     * In milliseconds. No bar was set on the CPU, of which the machine has more than one, nor on the main thread's part of it, which is what
     * of the wall's time is ours.
     */
    private void starter(String metric) {
        Interval added = results.paired(metric, Subject.BOOT, Anchor.STARTER, Anchor.NONE, (a, b) -> a - b);
        Interval control = results.paired(metric, Subject.BOOT, Anchor.CONTROL, Anchor.NONE, (a, b) -> a - b);
        boolean judged = metric.equals(Metric.WALL);
        rows.add("| " + Anchor.STARTER + ", " + metric + ", " + Subject.BOOT + " | "
                + (judged ? "≤ +" + (int) STARTER_WALL_MS : "") + " | "
                + show(added) + "; second copy " + show(control) + "; " + added.count() + " pairs | "
                + (judged ? Verdict.ofAdded(added, STARTER_WALL_MS).word() : "") + " |");
    }

    private static String row(String what, String bar, String measured, Verdict verdict) {
        return "| " + what + " | " + bar + " | " + measured + " | " + verdict.word() + " |";
    }

    static String show(Interval interval) {
        String range = Double.isFinite(interval.low())
                ? String.format(Locale.ROOT, " (%.2f…%.2f)", interval.low(), interval.high())
                : "";
        return String.format(Locale.ROOT, "%.2f", interval.median()) + range;
    }
}
