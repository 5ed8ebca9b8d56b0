package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.agent.Hook;
import dev.gatewayhealth.agent.server.Conversing;
import dev.gatewayhealth.agent.server.Lane;
import dev.gatewayhealth.agent.server.Poll;
import dev.gatewayhealth.agent.server.ServerKind;
import dev.gatewayhealth.agent.server.Stamps;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.RequestView;
import dev.gatewayhealth.report.HealthResponse;
import dev.gatewayhealth.report.Report;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.ObjIntConsumer;
import java.util.function.ObjLongConsumer;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the events of the hook, on the threads of the server. Each has a class of its own, so that compiled code knows what
 * it calls. Nothing escapes from here: woven code guards each call, and the first thing that goes wrong in it is said.
 */
final class Events {

    /** Lengths a path of the endpoint can have; outside of them a request is not looked at any further. */
    private static volatile int shortest = Integer.MAX_VALUE;

    private static volatile int longest;

    /** Whether all requests are looked at, because this instance leaves. */
    private static volatile boolean leaving;

    private Events() {}

    /**
     * Listens to one kind of server.
     *
     * @param used the events its points tell; the classes of the others are not loaded
     */
    static void connect(int server, boolean[] used) {
        if (!Kinds.opensPorts(server)) {
            ServletEvents.connect(server);
            return;
        }
        ServerKind kind = Kinds.kind(server);
        Hook.connect(server, Hook.MAY_ANSWER, new MayAnswer());
        Hook.connect(server, Hook.ANSWER, new Answer(kind));
        Hook.connect(server, Hook.LANE, new ItsLane(kind, Engine.exchanges()));
        Hook.connect(server, Hook.BOUND, new Bound());
        Hook.connect(server, Hook.FAILED, new Failed());
        for (int event = 0; event < used.length; event++) {
            Object listener = used[event] ? listener(event, kind, server) : null;
            if (listener != null) {
                Hook.connect(server, event, listener);
            }
        }
        Stamps stamps = Engine.stamps(kind);
        if (kind instanceof Conversing conversing) {
            ConversationEvents.connect(server, conversing, stamps);
        } else if (stamps != null) {
            Hook.connect(server, Hook.SAYING, new Stamping(stamps));
        }
    }

    /** Null for what is a conversation's or a stamp's. */
    private static @Nullable Object listener(int event, ServerKind kind, int server) {
        return switch (event) {
            case Hook.BEGIN -> new Begin(new Told(server, "ENDED", false));
            case Hook.RESUMED -> new Resumed();
            case Hook.LEFT -> new Left();
            case Hook.ENTERED -> new Entered(new Told(server, "ENDED", false));
            case Hook.PARKED -> new Parked();
            case Hook.ENDED -> new Ended(new Told(server, "DELIVERED", true));
            case Hook.COMMITTED -> new Committed();
            case Hook.STATUS -> new Status();
            case Hook.HEAD -> new Head();
            case Hook.DECLARED -> new Declared();
            case Hook.SENT -> new Sent();
            case Hook.MISSING -> new Missing();
            case Hook.CLOSED -> new Closed();
            case Hook.DELIVERED -> new Delivered();
            case Hook.WRITING -> new Writing();
            case Hook.WROTE -> new Wrote();
            case Hook.FLUSHING -> new Flushing();
            case Hook.OVER -> new Over();
            case Hook.STUCK -> new Stuck();
            case Hook.READING -> new Reading();
            case Hook.READ -> new Read();
            case Hook.CAME -> new Came();
            case Hook.CLOSING -> new Closing();
            case Hook.CONNECTED -> new Connected(kind);
            case Hook.LISTENING -> new Opened(kind);
            case Hook.STOPPING -> new Stopping(kind);
            default -> null;
        };
    }

    /** From now on requests for the endpoint are answered. */
    static void answering(String path) {
        longest = path.length() + "/metrics".length();
        shortest = path.length();
    }

    /** Whether all requests are looked at from now on: their answers are the last of their connections. */
    static void leaving(boolean now) {
        leaving = now;
    }

    static boolean leaving() {
        return leaving;
    }

    /** Whether a path of that length can be one of the endpoint's; of -1, that nobody has measured it yet, it may. */
    static boolean concerns(int pathLength) {
        return (pathLength >= shortest && pathLength <= longest) || pathLength == -1 || leaving;
    }

    private static final class MayAnswer implements IntPredicate {
        @Override
        public boolean test(int pathLength) {
            return concerns(pathLength);
        }
    }

    private record Answer(ServerKind kind) implements ToIntBiFunction<@Nullable Object, Object>, Poll {
        @Override
        public int applyAsInt(@Nullable Object lane, Object request) {
            return kind.answer(request, lane instanceof Lane its ? its.connection() : null, this) ? 1 : 0;
        }

        @Override
        public @Nullable HealthResponse ask(
                String method,
                String rawPath,
                @Nullable String accept,
                @Nullable String authorization,
                @Nullable String userAgent,
                @Nullable String forwardedFor,
                String from) {
            return Engine.asked(method, rawPath, accept, authorization, userAgent, forwardedFor, from);
        }

        @Override
        public boolean leaving() {
            return Events.leaving();
        }
    }

    private record ItsLane(ServerKind kind, Exchanges exchanges)
            implements BiFunction<@Nullable Object, Object, @Nullable Object> {
        @Override
        public @Nullable Object apply(@Nullable Object lane, Object request) {
            if (lane instanceof Lane) {
                return lane;
            }
            RequestView view = kind.view(request);
            return view == null ? null : new Lane(exchanges, view, request);
        }
    }

    private static final class Bound implements BiConsumer<@Nullable Object, @Nullable Object> {
        @Override
        public void accept(@Nullable Object lane, @Nullable Object connection) {
            if (lane instanceof Lane its) {
                its.on(connection);
            }
        }
    }

    /** A server says -1 where it has no stamp. */
    private static long stamp(long arrivalNanos) {
        return arrivalNanos == -1 ? System.nanoTime() : arrivalNanos;
    }

    private record Begin(Told ends) implements ObjLongConsumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object lane, long arrivalNanos) {
            if (lane instanceof Lane its && ends.isTold()) {
                its.begin(stamp(arrivalNanos));
            }
        }
    }

    private static final class Resumed implements Consumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object lane) {
            if (lane instanceof Lane its) {
                its.resumed();
            }
        }
    }

    private static final class Left implements ObjIntConsumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object lane, int async) {
            if (lane instanceof Lane its) {
                its.left(async != 0);
            }
        }
    }

    private record Entered(Told ends) implements ObjLongConsumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object lane, long arrivalNanos) {
            if (lane instanceof Lane its && ends.isTold()) {
                its.entered(stamp(arrivalNanos));
            }
        }
    }

    private static final class Parked implements ObjIntConsumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object lane, int ioThread) {
            if (lane instanceof Lane its) {
                its.parked(ioThread != 0);
            }
        }
    }

    /** Where nobody hears when all of a response was sent, none is taken for one that was cut off. */
    private record Ended(Told deliveries) implements Consumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object lane) {
            if (lane instanceof Lane its) {
                if (!deliveries.isTold()) {
                    its.delivered();
                }
                its.end();
            }
        }
    }

    private static final class Committed implements ObjIntConsumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object lane, int headerBytes) {
            if (lane instanceof Lane its) {
                its.committed(headerBytes);
            }
        }
    }

    private static final class Status implements ObjIntConsumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object lane, int status) {
            if (lane instanceof Lane its) {
                its.status(status);
            }
        }
    }

    private static final class Head implements BiConsumer<@Nullable Object, @Nullable Object> {
        @Override
        public void accept(@Nullable Object lane, @Nullable Object head) {
            if (lane instanceof Lane its && head instanceof ByteBuffer bytes) {
                its.head(bytes);
            }
        }
    }

    private record Stamping(Stamps stamps) implements BiConsumer<@Nullable Object, Object> {
        @Override
        public void accept(@Nullable Object lane, Object response) {
            stamps.put(response, lane instanceof Lane its ? its.arrivalNanos() : Lane.NEVER, System.nanoTime());
        }
    }

    private static final class Declared implements ObjLongConsumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object lane, long bytes) {
            if (lane instanceof Lane its) {
                its.declared(bytes);
            }
        }
    }

    private static final class Sent implements ObjLongConsumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object lane, long bytes) {
            if (lane instanceof Lane its) {
                its.sent(bytes);
            }
        }
    }

    private static final class Missing implements ObjLongConsumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object lane, long bytes) {
            if (lane instanceof Lane its) {
                its.missing(bytes);
            }
        }
    }

    private static final class Closed implements BiConsumer<@Nullable Object, @Nullable Object> {
        @Override
        public void accept(@Nullable Object lane, @Nullable Object connection) {
            if (lane instanceof Lane its) {
                its.lettingGo(connection);
            }
        }
    }

    private static final class Delivered implements Consumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object lane) {
            if (lane instanceof Lane its) {
                its.delivered();
            }
        }
    }

    private static final class Writing implements Consumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object lane) {
            if (lane instanceof Lane its) {
                its.writing();
            }
        }
    }

    private static final class Wrote implements BiConsumer<@Nullable Object, @Nullable Throwable> {
        @Override
        public void accept(@Nullable Object lane, @Nullable Throwable thrown) {
            if (lane instanceof Lane its) {
                its.wrote(thrown);
            }
        }
    }

    private static final class Flushing implements BiConsumer<@Nullable Object, @Nullable Object> {
        @Override
        public void accept(@Nullable Object lane, @Nullable Object buffers) {
            if (lane instanceof Lane its) {
                its.flushing(buffers);
            }
        }
    }

    private static final class Over implements BiConsumer<@Nullable Object, @Nullable Throwable> {
        @Override
        public void accept(@Nullable Object lane, @Nullable Throwable failure) {
            if (lane instanceof Lane its) {
                its.over(failure);
            }
        }
    }

    private static final class Stuck implements BiConsumer<@Nullable Object, @Nullable Throwable> {
        @Override
        public void accept(@Nullable Object lane, @Nullable Throwable cause) {
            if (lane instanceof Lane its) {
                its.stuck(cause);
            }
        }
    }

    private static final class Reading implements Consumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object lane) {
            if (lane instanceof Lane its) {
                its.reading();
            }
        }
    }

    private static final class Read implements Consumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object lane) {
            if (lane instanceof Lane its) {
                its.read();
            }
        }
    }

    private static final class Came implements Consumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object lane) {
            if (lane instanceof Lane its) {
                its.came();
            }
        }
    }

    private static final class Closing implements ObjIntConsumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object lane, int perhapsAttended) {
            if (lane instanceof Lane its) {
                if (perhapsAttended == 0) {
                    its.closed();
                } else {
                    its.gone();
                }
            }
        }
    }

    private record Connected(ServerKind kind) implements Consumer<Object> {
        @Override
        public void accept(Object connection) {
            kind.connected(connection);
            Report.Hook unfollowed = kind.unfollowed(connection);
            if (unfollowed != null) {
                Engine.unfollowed(unfollowed);
            }
        }
    }

    private record Opened(ServerKind kind) implements Consumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object listener) {
            if (listener != null) {
                Engine.listening(kind, listener);
            }
        }
    }

    private record Stopping(ServerKind kind) implements Consumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object server) {
            if (server != null) {
                Engine.stopping(kind, server);
            }
        }
    }

    static final class Failed implements ObjIntConsumer<Throwable> {
        @Override
        public void accept(Throwable thrown, int point) {
            Engine.failed(thrown, point);
        }
    }
}
