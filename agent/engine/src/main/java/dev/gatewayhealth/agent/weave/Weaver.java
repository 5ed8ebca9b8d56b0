package dev.gatewayhealth.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the classes of known servers as they are loaded, and leaves when the work is done.
 *
 * <p>Registered as not able to retransform: the JVM then keeps what it did when somebody else retransforms the class later,
 * even after it has left. What it does to a class it does before any agent that can retransform sees it, so a field of ours
 * is part of the class for everybody else.
 */
public final class Weaver implements ClassFileTransformer {

    private final Map<String, Woven> byName = new HashMap<>();
    private final Map<Point, String> states = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> servers = new LinkedHashMap<>();
    private final Instrumentation instrumentation;

    public Weaver(Instrumentation instrumentation, List<Instrumented> known) {
        this.instrumentation = instrumentation;
        for (Instrumented server : known) {
            server.carriers().forEach(type -> woven(type, server.name()).carrier = true);
            for (Point point : server.points()) {
                woven(point.type(), server.name()).points.add(point);
            }
        }
    }

    /** Starts weaving, if the way from woven code to the engine works in this JVM. */
    public boolean begin() {
        if (!HookConstant.works()) {
            return false;
        }
        instrumentation.addTransformer(this, false);
        return true;
    }

    /** Stops weaving; what is woven stays. */
    public void leave() {
        instrumentation.removeTransformer(this);
    }

    /** The classes of one kind of server that are woven when they are loaded. */
    public Set<String> classes(String server) {
        return servers.getOrDefault(server, Set.of());
    }

    /** What became of each point of a class that was seen: {@code live}, or why it is not. */
    public Map<Point, String> states() {
        return Map.copyOf(states);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        Woven target = className == null ? null : byName.get(className);
        if (target == null || redefined != null) {
            return null;
        }
        return target.weave(bytes, states);
    }

    private Woven woven(String type, String server) {
        servers.computeIfAbsent(server, name -> new java.util.LinkedHashSet<>()).add(type);
        return byName.computeIfAbsent(type.replace('.', '/'), name -> new Woven());
    }

    /** One class to weave. */
    private static final class Woven {

        private final List<Point> points = new ArrayList<>();
        private boolean carrier;

        private byte @Nullable [] weave(byte[] bytes, Map<Point, String> states) {
            try {
                ClassWeaver.Result result = ClassWeaver.weave(bytes, points, carrier);
                for (Point point : points) {
                    states.put(point, result.woven().contains(point) ? "live" : "no such method");
                }
                return result.bytes();
            } catch (Throwable e) {
                // The class loads as it was; the report says which point is missing and why.
                points.forEach(point -> states.put(point, "not woven: " + e));
                return null;
            }
        }
    }
}
