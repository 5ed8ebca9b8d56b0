package dev.gatewayhealth.agent.weave;

import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A class loader in which a server, or a part of one, lives, and what became of each class there. */
public final class Home {

    /** The state of a point that is in place. */
    public static final String LIVE = "live";

    private final WeakReference<ClassLoader> loader;
    private final String server;

    /** By the class; empty for one that is only a carrier. Written by the threads that load classes. */
    private final Map<Target, Map<Point, String>> states = new ConcurrentHashMap<>();

    private volatile boolean complete;

    Home(ClassLoader loader, String server) {
        this.loader = new WeakReference<>(loader);
        this.server = server;
    }

    /** {@return the class loader; null once it is gone, and the server with it} */
    public @Nullable ClassLoader loader() {
        return loader.get();
    }

    /** {@return the kind of server} */
    public String server() {
        return server;
    }

    /**
     * {@return whether that class was seen here, woven or not}
     *
     * @param target a class of the server
     */
    public boolean has(Target target) {
        return states.containsKey(target);
    }

    /** {@return what became of each point of the classes seen here: {@link #LIVE}, or why it is not} */
    public Map<Point, String> states() {
        Map<Point, String> result = new LinkedHashMap<>();
        for (Map<Point, String> each : states.values()) {
            result.putAll(each);
        }
        return result;
    }

    /**
     * {@return whether classes of that kind of server were seen here}
     *
     * @param number by which the hook knows the kind of server
     */
    public boolean isOf(int number) {
        for (Target seen : states.keySet()) {
            if (seen.number() == number) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return whether a point is live here that tells of that event; null if no class that would have it was seen}
     *
     * @param number by which the hook knows the kind of server
     * @param event the constant in {@link dev.gatewayhealth.agent.Hook}
     */
    public @Nullable Boolean tells(int number, String event) {
        Boolean known = null;
        for (Map.Entry<Target, Map<Point, String>> seen : states.entrySet()) {
            if (seen.getKey().number() == number) {
                for (Map.Entry<Point, String> each : seen.getValue().entrySet()) {
                    if (each.getKey().event().equals(event)) {
                        known = each.getValue().equals(LIVE) || Boolean.TRUE.equals(known);
                    }
                }
            }
        }
        return known;
    }

    /** {@return whether each class of the server was asked for here} */
    public boolean complete() {
        return complete;
    }

    void completed() {
        complete = true;
    }

    boolean is(@Nullable ClassLoader other, String kind) {
        return other != null && loader.get() == other && server.equals(kind);
    }

    boolean gone() {
        return loader.get() == null;
    }

    /** Loads a class without initialising it. */
    void load(String type, ClassLoader from) {
        try {
            Class.forName(type, false, from);
        } catch (ClassNotFoundException | LinkageError e) {
            // It lives in another loader, or this server comes without it; what is nowhere is told by its absence.
        }
    }

    byte @Nullable [] weave(Target target, byte[] bytes, ToIntFunction<Point> numbers) {
        Map<Point, String> outcome = new ConcurrentHashMap<>();
        try {
            ClassWeaver.Result result = ClassWeaver.weave(bytes, target, numbers);
            for (Point point : target.points()) {
                outcome.put(point, result.woven().contains(point) ? LIVE : "not-woven: no such method");
            }
            return result.bytes();
        } catch (Throwable e) {
            // The class loads as it was; the report says which point is missing and why.
            for (Point point : target.points()) {
                outcome.put(point, "not-woven: " + e);
            }
            return null;
        } finally {
            states.put(target, outcome);
        }
    }
}
