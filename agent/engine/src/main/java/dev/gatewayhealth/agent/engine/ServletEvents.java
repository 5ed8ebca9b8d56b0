package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.agent.Hook;
import dev.gatewayhealth.agent.server.Poll;
import dev.gatewayhealth.agent.servlet.ServletFallback;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the events of servlets. Wherever the server below them is followed, or a filter of ours does it, nothing happens: each
 * of them is one read then, and nothing else of the fall-back is ever loaded.
 */
final class ServletEvents {

    /** Whether somebody else follows the requests. */
    private static volatile boolean superseded;

    /** Made by the first request that nobody else follows. */
    private static volatile @Nullable ServletFallback fallback;

    private ServletEvents() {}

    static void connect(int server) {
        Hook.connect(server, Hook.MAY_ANSWER, new MayAnswer());
        Hook.connect(server, Hook.ANSWER, new Answer());
        Hook.connect(server, Hook.SERVING, new Serving());
        Hook.connect(server, Hook.SERVED, new Served());
        Hook.connect(server, Hook.FAILED, new Events.Failed());
    }

    /** Somebody else follows the requests from now on. */
    static void superseded() {
        superseded = true;
    }

    /** A servlet is called, and nobody has seen its request before. */
    private static ServletFallback following(Object request) {
        ServletFallback its = fallback;
        if (its == null) {
            its = new ServletFallback(Engine.exchanges());
            Engine.servlets(its, request);
            fallback = its;
        }
        return its;
    }

    private static final class MayAnswer implements IntPredicate {
        @Override
        public boolean test(int pathLength) {
            return !superseded;
        }
    }

    private static final class Answer implements ToIntBiFunction<@Nullable Object, @Nullable Object> {
        @Override
        public int applyAsInt(@Nullable Object request, @Nullable Object response) {
            if (request == null || response == null) {
                return 0;
            }
            Poll poll = EndpointPoll.INSTANCE;
            return following(request).answer(request, response, poll) ? 1 : 0;
        }
    }

    private static final class Serving implements BiConsumer<@Nullable Object, @Nullable Object> {
        @Override
        public void accept(@Nullable Object request, @Nullable Object response) {
            if (!superseded && request != null && response != null) {
                following(request).enter(request, response);
            }
        }
    }

    private static final class Served implements Consumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object request) {
            ServletFallback its = fallback;
            if (its != null && request != null) {
                its.leave(request);
            }
        }
    }
}
