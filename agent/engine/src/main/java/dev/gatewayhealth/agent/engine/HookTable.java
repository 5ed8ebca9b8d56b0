package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.agent.weave.Home;
import dev.gatewayhealth.agent.weave.Point;
import dev.gatewayhealth.agent.weave.Target;
import dev.gatewayhealth.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of the report about hooks: one for each method of a server, live if all that is woven into it is. */
final class HookTable {

    private final Map<String, Map<String, String>> byServer = new TreeMap<>();

    void put(String server, Point point, String state) {
        Map<String, String> points = byServer.get(server);
        if (points == null) {
            points = new TreeMap<>();
            byServer.put(server, points);
        }
        String before = points.get(point.name());
        if (before == null || before.equals(Home.LIVE)) {
            points.put(point.name(), state);
        }
    }

    /** The same for all points of a class. */
    void put(String server, Target target, String state) {
        for (Point point : target.points()) {
            put(server, point, state);
        }
    }

    /** In order of the servers' names, then of the points'. */
    List<Report.Hook> rows() {
        List<Report.Hook> rows = new ArrayList<>();
        for (Map.Entry<String, Map<String, String>> server : byServer.entrySet()) {
            for (Map.Entry<String, String> point : server.getValue().entrySet()) {
                rows.add(new Report.Hook(server.getKey(), point.getKey(), point.getValue()));
            }
        }
        return rows;
    }
}
