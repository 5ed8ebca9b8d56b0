package dev.gatewayhealth.agent.weave;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One class to weave.
 *
 * @param server the kind of server it belongs to
 * @param type the class, with dots
 * @param carrier whether it gets a lane field
 */
public record Target(String server, String type, List<Point> points, boolean carrier) {

    public Target {
        points = List.copyOf(points);
    }

    static List<Target> of(Instrumented server) {
        Map<String, List<Point>> byType = new LinkedHashMap<>();
        server.carriers().forEach(type -> byType.put(type, List.of()));
        server.points().forEach(point -> byType.merge(point.type(), List.of(point), Target::joined));
        return byType.entrySet().stream()
                .map(each -> new Target(
                        server.name(),
                        each.getKey(),
                        each.getValue(),
                        server.carriers().contains(each.getKey())))
                .toList();
    }

    private static List<Point> joined(List<Point> some, List<Point> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
