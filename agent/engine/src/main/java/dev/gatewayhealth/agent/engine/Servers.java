package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.agent.weave.Point;
import dev.gatewayhealth.agent.weave.Weaver;
import dev.gatewayhealth.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The servers seen in this JVM, and how far they are woven. */
final class Servers {

    private static final String LIVE = "live";

    private final Weaver weaver;
    private volatile List<String> names = List.of();
    private List<Report.Hook> filters = List.of();
    private volatile List<Report.Hook> hooks = List.of();

    Servers(Weaver weaver) {
        this.weaver = weaver;
    }

    /** A listener has opened: what its server has not loaded yet is loaded and woven now, so that no request waits for it. */
    synchronized void opened(OpenListener listener) {
        String kind = listener.server().replaceAll("/.*", "");
        Thread loading = new Thread(() -> load(kind, listener), "gateway-health-weaving");
        loading.setDaemon(true);
        loading.start();
    }

    private void load(String kind, OpenListener listener) {
        for (String type : weaver.classes(kind)) {
            try {
                Class.forName(type, false, listener.loader());
            } catch (ClassNotFoundException | LinkageError e) {
                // A part this server comes without, such as HTTP/2; its points stay out of the report.
            }
        }
        seen(listener.server());
    }

    private synchronized void seen(String server) {
        if (!names.contains(server)) {
            List<String> more = new ArrayList<>(names);
            more.add(server);
            names = List.copyOf(more);
        }
        hooks = describe();
        weaver.leave();
    }

    /** Whether some server's requests begin at a point that is live. */
    boolean follows() {
        for (Map.Entry<Point, String> each : weaver.states().entrySet()) {
            if (each.getKey().event().equals("BEGIN") && each.getValue().equals(LIVE)) {
                return true;
            }
        }
        return false;
    }

    /** A server whose requests only a filter shows us. */
    synchronized void filtered(String server) {
        Report.Hook filter = new Report.Hook(server, "GatewayHealthFilter.doFilter", LIVE);
        if (!filters.contains(filter)) {
            List<Report.Hook> more = new ArrayList<>(filters);
            more.add(filter);
            filters = List.copyOf(more);
            hooks = describe();
        }
    }

    List<Report.Hook> hooks() {
        return hooks;
    }

    private List<Report.Hook> describe() {
        Map<String, String> byPoint = new LinkedHashMap<>();
        for (Map.Entry<Point, String> each : weaver.states().entrySet()) {
            byPoint.merge(each.getKey().name(), each.getValue(), (one, other) -> one.equals(LIVE) ? other : one);
        }
        List<Report.Hook> result = new ArrayList<>();
        byPoint.forEach((point, state) -> result.add(new Report.Hook(String.join(", ", names), point, state)));
        result.addAll(filters);
        return result;
    }
}
