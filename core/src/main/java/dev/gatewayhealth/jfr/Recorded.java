package dev.gatewayhealth.jfr;

import dev.gatewayhealth.finding.Finding;
import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.report.Status;
import java.util.Map;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/** The only class that the recorder's are reached from; each event's own class is loaded when one is made. */
final class Recorded {

    private Recorded() {}

    /** Whether anybody has ever recorded here; asking starts nothing. */
    static boolean wanted() {
        return FlightRecorder.isInitialized();
    }

    static void finding(String turn, Finding finding) {
        switch (finding.code()) {
            case READ_TIMEOUT_NEAR, SEND_TIMEOUT_NEAR -> {
                RequestNearEvent event = new RequestNearEvent();
                event.turn = turn;
                event.code = finding.code().word();
                event.location = finding.subject();
                event.phase = text(finding, "phase");
                event.silence = number(finding, "silenceMs", -1);
                event.limit = number(finding, "limitMs", -1);
                event.requestId = text(finding, "requestId");
                event.worker = text(finding, "thread");
                event.message = finding.message();
                event.commit();
            }
            case GATEWAY_GAVE_UP -> {
                GaveUpEvent event = new GaveUpEvent();
                event.turn = turn;
                event.location = finding.subject();
                event.silence = number(finding, "silenceMs", -1);
                event.limit = number(finding, "limitMs", -1);
                event.requestId = text(finding, "requestId");
                event.message = finding.message();
                event.commit();
            }
            default -> resource(turn, finding);
        }
    }

    /** Whatever else was found; of a resource with what there is of it. */
    private static void resource(String turn, Finding finding) {
        FindingEvent event = finding.evidence().containsKey("limit") ? new ResourceForecastEvent() : new FindingEvent();
        event.turn = turn;
        event.code = finding.code().word();
        event.subject = finding.subject();
        event.severity = finding.severity().word();
        event.message = finding.message();
        if (event instanceof ResourceForecastEvent forecast) {
            forecast.used = decimal(finding, "used");
            forecast.limit = decimal(finding, "limit");
            forecast.exhaustedInSeconds = decimal(finding, "exhaustedInSeconds");
        }
        event.commit();
    }

    static void turned(Status from, Report to) {
        StateChangeEvent event = new StateChangeEvent();
        event.from = from.name();
        event.to = to.status().name();
        event.inFlight = to.exchanges().inFlight();
        event.commit();
    }

    private static @Nullable String text(Finding finding, String key) {
        Object value = finding.evidence().get(key);
        return value == null ? null : value.toString();
    }

    private static long number(Finding finding, String key, long otherwise) {
        Map<String, Object> evidence = finding.evidence();
        return evidence.get(key) instanceof Number number ? number.longValue() : otherwise;
    }

    private static double decimal(Finding finding, String key) {
        return finding.evidence().get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
