package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.agent.weave.Home;
import dev.gatewayhealth.agent.weave.Point;
import dev.gatewayhealth.agent.weave.Target;
import dev.gatewayhealth.report.Report;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the report about hooks: one for each method of a server, live if all that is woven into it is. Of a part that takes several
 * forms, those that this version of the server does not have are no news as long as one is live.
 */
final class HookTable {

    /** The state of a point whose class is nowhere to be found. */
    static final String NO_CLASS = "not-woven: no such class";

    /** The state of a point whose class has not been asked for yet. */
    static final String WAITING = "waiting";

    /** The same where whatever it would tell is told by others. */
    static final String WITHOUT = "absent: the server comes without it";

    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String server, Point point, String state) {

        /** Identifies a part of one server; null for a point that is none. */
        @Nullable
        String part() {
            Point.Part part = point.part();
            return part == null ? null : server + ' ' + part.name();
        }

        boolean live() {
            return state.equals(Home.LIVE);
        }

        private boolean isAbsent() {
            return state.equals(NO_CLASS) || state.equals(WITHOUT);
        }

        boolean waits() {
            return state.equals(WAITING);
        }

        boolean news(Set<String> settledParts) {
            Point.Part part = point.part();
            boolean isThere = live() || state.startsWith("failing");
            if (part == null || isThere) {
                return true;
            }
            return !settledParts.contains(part()) && (part.needed() || !isAbsent());
        }
    }

    void put(String server, Point point, String state) {
        entries.add(new Entry(server, point, state));
    }

    /** The same for all points of a class. */
    void put(String server, Target target, String state) {
        for (Point point : target.points()) {
            put(server, point, state);
        }
    }

    /** In order of the servers' names, then of the points'. */
    List<Report.Hook> rows() {
        // Those of which one form is live, or may still turn out to be.
        Set<String> settledParts = new HashSet<>();
        for (Entry entry : entries) {
            String part = entry.part();
            if (part != null && (entry.live() || entry.waits())) {
                settledParts.add(part);
            }
        }
        Map<String, Map<String, String>> byServer = new TreeMap<>();
        for (Entry entry : entries) {
            if (entry.news(settledParts)) {
                put(byServer, entry);
            }
        }
        List<Report.Hook> rows = new ArrayList<>();
        for (Map.Entry<String, Map<String, String>> server : byServer.entrySet()) {
            for (Map.Entry<String, String> point : server.getValue().entrySet()) {
                rows.add(new Report.Hook(server.getKey(), point.getKey(), point.getValue()));
            }
        }
        return rows;
    }

    private static void put(Map<String, Map<String, String>> byServer, Entry entry) {
        Map<String, String> points = byServer.get(entry.server());
        if (points == null) {
            points = new TreeMap<>();
            byServer.put(entry.server(), points);
        }
        String before = points.get(entry.point().name());
        if (before == null || before.equals(Home.LIVE)) {
            points.put(entry.point().name(), entry.state());
        }
    }
}
