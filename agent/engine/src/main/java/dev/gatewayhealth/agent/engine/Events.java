package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.agent.Hook;
import dev.gatewayhealth.agent.server.Lane;
import dev.gatewayhealth.agent.server.ServerKind;
import dev.gatewayhealth.exchange.Exchanges;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the events of the hook, on the threads of the server. Nothing escapes from here: each method is guarded where it
 * is put behind its event, and the first thing that goes wrong in it is said.
 */
final class Events {

    private static final ServerKind[] KINDS = Kinds.kinds();
    private static final Exchanges EXCHANGES = Engine.exchanges();

    /** Lengths a path of the endpoint can have; outside of them a request is not looked at any further. */
    private static volatile int shortest = Integer.MAX_VALUE;

    private static volatile int longest;

    private Events() {}

    /** Puts each event's method behind it. */
    static void connect() throws IllegalAccessException {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        for (Method method : Events.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())) {
                // The methods are named as the events are.
                Hook.connect(method.getName().toUpperCase(Locale.ROOT), lookup.unreflect(method));
            }
        }
    }

    /** From now on requests for the endpoint are answered. */
    static void answering(String path) {
        longest = path.length() + "/metrics".length();
        shortest = path.length();
    }

    public static boolean answer(int server, @Nullable Object lane, Object request, int pathLength) {
        if (pathLength < shortest || pathLength > longest) {
            return false;
        }
        return KINDS[server].answer(request, lane instanceof Lane its ? its.connection() : null, Engine::poll);
    }

    public static Object lane(int server, @Nullable Object lane, Object request, @Nullable Object connection) {
        Lane its = lane instanceof Lane old ? old : new Lane(EXCHANGES, KINDS[server].view(request), request);
        its.on(connection);
        return its;
    }

    public static void begin(@Nullable Object lane, long arrivalNanos) {
        if (lane instanceof Lane its) {
            // A server says -1 where it has no stamp.
            its.begin(arrivalNanos == -1 ? System.nanoTime() : arrivalNanos);
        }
    }

    public static void resumed(@Nullable Object lane) {
        if (lane instanceof Lane its) {
            its.resumed();
        }
    }

    public static void left(@Nullable Object lane, boolean async) {
        if (lane instanceof Lane its) {
            its.left(async);
        }
    }

    public static void entered(@Nullable Object lane, long arrivalNanos) {
        if (lane instanceof Lane its) {
            its.entered(arrivalNanos == -1 ? System.nanoTime() : arrivalNanos);
        }
    }

    public static void parked(@Nullable Object lane, boolean ioThread) {
        if (lane instanceof Lane its) {
            its.parked(ioThread);
        }
    }

    public static void ended(@Nullable Object lane) {
        if (lane instanceof Lane its) {
            its.end();
        }
    }

    public static void committed(@Nullable Object lane, int headerBytes) {
        if (lane instanceof Lane its) {
            its.committed(headerBytes);
        }
    }

    public static void delivered(@Nullable Object lane) {
        if (lane instanceof Lane its) {
            its.delivered();
        }
    }

    public static void writing(@Nullable Object lane) {
        if (lane instanceof Lane its) {
            its.writing();
        }
    }

    public static void wrote(@Nullable Object lane, @Nullable Throwable thrown) {
        if (lane instanceof Lane its) {
            its.wrote(thrown);
        }
    }

    public static void flushing(@Nullable Object lane, @Nullable Object buffers) {
        if (lane instanceof Lane its) {
            its.flushing(buffers);
        }
    }

    public static void sent(@Nullable Object lane, boolean last) {
        if (lane instanceof Lane its && last) {
            its.delivered();
        }
    }

    public static void over(@Nullable Object lane, @Nullable Throwable failure) {
        if (lane instanceof Lane its) {
            its.over(failure);
        }
    }

    public static void stuck(@Nullable Object lane, @Nullable Throwable cause) {
        if (lane instanceof Lane its) {
            its.stuck(cause);
        }
    }

    public static void reading(@Nullable Object lane) {
        if (lane instanceof Lane its) {
            its.reading();
        }
    }

    public static void read(@Nullable Object lane) {
        if (lane instanceof Lane its) {
            its.read();
        }
    }

    public static void listening(int server, Object listener) {
        Engine.listening(KINDS[server], listener);
    }

    public static void failed(Throwable thrown, int point) {
        Engine.failed(thrown, point);
    }
}
