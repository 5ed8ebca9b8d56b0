package dev.gatewayhealth.agent.weave;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One class to weave.
 *
 * @param number by which the hook knows the kind of server it belongs to
 * @param server its name
 * @param type the class, with dots
 * @param points where the engine listens in it
 * @param carrier whether it gets a lane field
 */
public record Target(int number, String server, String type, List<Point> points, boolean carrier) {

    /**
     * Keeps a copy of the collection.
     *
     * @param number see {@link #number()}
     * @param server see {@link #server()}
     * @param type see {@link #type()}
     * @param points copied
     * @param carrier see {@link #carrier()}
     */
    public Target {
        points = List.copyOf(points);
    }

    /** A class is woven once; see {@link Point#equals}. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** Whether one of its points tells of that event. */
    boolean tells(String event) {
        for (Point point : points) {
            if (point.event().equals(event)) {
                return true;
            }
        }
        return false;
    }

    static List<Target> of(int number, Instrumented server) {
        Map<String, List<Point>> byType = new LinkedHashMap<>();
        for (String type : server.carriers()) {
            byType.put(type, new ArrayList<>());
        }
        for (Point point : server.points()) {
            List<Point> its = byType.get(point.type());
            if (its == null) {
                its = new ArrayList<>();
                byType.put(point.type(), its);
            }
            its.add(point);
        }
        List<Target> targets = new ArrayList<>();
        for (Map.Entry<String, List<Point>> each : byType.entrySet()) {
            boolean carrier = server.carriers().contains(each.getKey());
            targets.add(new Target(number, server.name(), each.getKey(), each.getValue(), carrier));
        }
        return targets;
    }
}
