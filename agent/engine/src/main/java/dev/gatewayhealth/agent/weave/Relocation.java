package dev.gatewayhealth.agent.weave;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A package prefix that a copy of a server was put under, as build tools do for products that bring one along. Everything of the server is
 * renamed with it, what its descriptors name too; nothing else is.
 *
 * @param prefix with slashes, and one at its end
 * @param roots what the server's names began with, the same
 */
record Relocation(String prefix, Set<String> roots) {

    /** @param beginnings of the server's names, of which the first two packages are meant */
    static Relocation of(String prefix, List<String> beginnings) {
        Set<String> roots = new HashSet<>();
        for (String beginning : beginnings) {
            int second = beginning.indexOf('/', beginning.indexOf('/') + 1);
            roots.add(beginning.substring(0, second + 1));
        }
        return new Relocation(prefix, roots);
    }

    /** Whether a class is under the prefix. */
    boolean has(Class<?> type) {
        String name = type.getName().replace('.', '/');
        for (String root : roots) {
            if (name.startsWith(prefix + root)) {
                return true;
            }
        }
        return false;
    }

    /** The same server, renamed; its own name tells where it is. */
    Instrumented of(Instrumented server) {
        List<Point> points = new ArrayList<>();
        for (Point point : server.points()) {
            points.add(of(point));
        }
        Set<String> carriers = new HashSet<>();
        for (String carrier : server.carriers()) {
            carriers.add(type(carrier));
        }
        return new Instrumented(name(server.name()), points, carriers);
    }

    /** What a server of that name is called here, for example {@code wiremock.Jetty}. */
    String name(String server) {
        return prefix.replace('/', '.') + server;
    }

    private Point of(Point point) {
        List<Value> values = new ArrayList<>();
        for (Value value : point.values()) {
            values.add(of(value));
        }
        Point.LaneOf target = point.target();
        return new Point(
                type(point.type()),
                point.method(),
                descriptor(point.descriptor()),
                point.when(),
                point.event(),
                values,
                target == null ? null : new Point.LaneOf(of(target.object()), type(target.owner())),
                of(point.part()));
    }

    private Point.@Nullable Part of(Point.@Nullable Part part) {
        Point.Method newer = part == null ? null : part.newer();
        return part == null || newer == null
                ? part
                : new Point.Part(
                        part.name(), part.needed(), new Point.Method(newer.name(), descriptor(newer.descriptor())));
    }

    private Value of(Value value) {
        if (value instanceof Value.Field field) {
            return new Value.Field(of(field.on()), moved(field.owner()), field.name(), descriptor(field.descriptor()));
        }
        if (value instanceof Value.Call call) {
            String owner = moved(call.owner());
            return new Value.Call(of(call.on()), owner, call.name(), descriptor(call.descriptor()), call.ofInterface());
        }
        if (value instanceof Value.CallWithNumber call) {
            String owner = moved(call.owner());
            return new Value.CallWithNumber(
                    of(call.on()), owner, call.name(), descriptor(call.descriptor()), call.argument());
        }
        if (value instanceof Value.Cast cast) {
            return new Value.Cast(of(cast.on()), moved(cast.type()));
        }
        if (value instanceof Value.WhereUsed either) {
            return new Value.WhereUsed(either.name(), of(either.there()), of(either.elsewhere()));
        }
        return value;
    }

    private String type(String dotted) {
        return moved(dotted.replace('.', '/')).replace('/', '.');
    }

    /** @param internal with slashes */
    private String moved(String internal) {
        for (String root : roots) {
            if (internal.startsWith(root)) {
                return prefix + internal;
            }
        }
        return internal;
    }

    private String descriptor(String original) {
        String result = original;
        for (String root : roots) {
            result = result.replace('L' + root, 'L' + prefix + root);
        }
        return result;
    }
}
