package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.agent.weave.Home;
import dev.gatewayhealth.agent.weave.Point;
import dev.gatewayhealth.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of the report about hooks: one for each method of a server, live if all that is woven into it is. */
final class HookTable {

    private final Map<String, Map<String, String>> byServer = new TreeMap<>();

    void put(String server, Point point, String state) {
        byServer.computeIfAbsent(server, name -> new TreeMap<>())
                .merge(point.name(), state, (one, other) -> one.equals(Home.LIVE) ? other : one);
    }

    List<Report.Hook> rows() {
        List<Report.Hook> rows = new ArrayList<>();
        byServer.forEach(
                (server, points) -> points.forEach((point, state) -> rows.add(new Report.Hook(server, point, state))));
        return List.copyOf(rows);
    }
}
