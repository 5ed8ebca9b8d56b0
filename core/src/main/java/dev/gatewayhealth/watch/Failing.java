package dev.gatewayhealth.watch;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of the watchdog that failed at its last look: each is tried again at the next one, the others go on, and the report says which
 * it was. For the watchdog thread.
 */
final class Failing {

    private static final String SERVER = "Gateway Health";

    private final Map<String, String> parts = new LinkedHashMap<>();
    private boolean news;

    /** That part did what it should. */
    void well(String part) {
        if (!parts.isEmpty()) {
            news |= parts.remove(part) != null;
        }
    }

    /** That one did not. */
    void failed(String part, Throwable e) {
        String reason = "failing: " + e;
        news |= !reason.equals(parts.put(part, reason));
    }

    /** Whether anything has changed since this was asked last. */
    boolean news() {
        boolean is = news;
        news = false;
        return is;
    }

    /** These, and one for each part that fails. */
    List<Report.Hook> beside(List<Report.Hook> hooks) {
        if (parts.isEmpty()) {
            return hooks;
        }
        List<Report.Hook> all = new ArrayList<>(hooks);
        for (Map.Entry<String, String> each : parts.entrySet()) {
            all.add(new Report.Hook(SERVER, each.getKey(), each.getValue()));
        }
        return all;
    }

    /** Says so, if any fails. */
    void add(List<Noticed> states) {
        if (!parts.isEmpty()) {
            states.add(Noticed.of(Code.NOT_WOVEN, SERVER)
                    .message(
                            "part of Gateway Health itself fails and is tried again at every look, so what it would say is"
                                    + " missing or old: " + parts)
                    .evidence("points", new LinkedHashMap<>(parts))
                    .remedy(Remedy.service(
                            "report this message with the version of Gateway Health; if it names memory, the"
                                    + " service has too little of it"))
                    .build());
        }
    }
}
