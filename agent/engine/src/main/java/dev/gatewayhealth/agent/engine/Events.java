package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.agent.Hook;
import dev.gatewayhealth.agent.server.Conversation;
import dev.gatewayhealth.agent.server.Lane;
import dev.gatewayhealth.agent.server.ServerKind;
import dev.gatewayhealth.exchange.Exchanges;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
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

    /** Whether a path of that length can be one of the endpoint's. */
    static boolean concerns(int pathLength) {
        return pathLength >= shortest && pathLength <= longest;
    }

    public static boolean answer(int server, @Nullable Object lane, Object request, int pathLength) {
        if (!concerns(pathLength)) {
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
        } else if (lane instanceof Conversation its) {
            its.parked();
        }
    }

    public static void ended(@Nullable Object lane) {
        if (lane instanceof Lane its) {
            its.end();
        } else if (lane instanceof Conversation its) {
            its.closed();
        }
    }

    public static void committed(@Nullable Object lane, int headerBytes) {
        if (lane instanceof Lane its) {
            its.committed(headerBytes);
        } else if (lane instanceof Conversation its) {
            its.headerEncoded(headerBytes);
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
        } else if (lane instanceof Conversation its) {
            its.wrote(thrown);
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

    public static @Nullable Object heard(int server, @Nullable Object held, Object context, Object messages) {
        List<?> decoded = (List<?>) messages;
        Conversation its = held instanceof Conversation old
                ? old
                : KINDS[server].conversation(decoded, EXCHANGES, EndpointPoll.INSTANCE);
        if (its != null) {
            its.heard(context, decoded);
        }
        return its;
    }

    public static void said(@Nullable Object conversation, Object message, @Nullable Throwable thrown) {
        if (conversation instanceof Conversation its) {
            its.said(message, thrown);
        }
    }

    public static void flushed(@Nullable Object conversation, boolean all) {
        if (conversation instanceof Conversation its) {
            its.flushed(all);
        }
    }

    public static void drained(@Nullable Object conversation, long pending) {
        if (conversation instanceof Conversation its) {
            its.drained(pending);
        }
    }

    public static void closing(@Nullable Object conversation, boolean ofItself) {
        if (conversation instanceof Conversation its) {
            its.closing(ofItself);
        }
    }

    public static void listening(int server, Object listener) {
        Engine.listening(KINDS[server], listener);
    }

    public static void failed(Throwable thrown, int point) {
        Engine.failed(thrown, point);
    }
}
