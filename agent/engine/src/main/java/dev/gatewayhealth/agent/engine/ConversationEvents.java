package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.agent.Hook;
import dev.gatewayhealth.agent.server.Conversation;
import dev.gatewayhealth.agent.server.Conversing;
import dev.gatewayhealth.agent.server.Stamps;
import dev.gatewayhealth.exchange.Exchanges;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** What stands behind the events of servers whose connections are conversations; as {@link Events}, of which it replaces some. */
final class ConversationEvents {

    private ConversationEvents() {}

    static void connect(int server, Conversing kind, @Nullable Stamps stamps) {
        Hook.connect(server, Hook.LANE, new Decoded(kind, Engine.exchanges()));
        Hook.connect(server, Hook.BOUND, new Heard());
        Hook.connect(server, Hook.COMMITTED, new Header());
        Hook.connect(server, Hook.HEAD, new Encoded());
        Hook.connect(server, Hook.SAYING, stamps == null ? new Saying() : new Stamping(stamps));
        Hook.connect(server, Hook.UNSAID, new Unsaid());
        Hook.connect(server, Hook.SAID, new Said());
        Hook.connect(server, Hook.WROTE, new Wrote());
        Hook.connect(server, Hook.FLUSHED, new Flushed());
        Hook.connect(server, Hook.DRAINED, new Drained());
        Hook.connect(server, Hook.PARKED, new Parked());
        Hook.connect(server, Hook.CLOSING, new Closing());
        Hook.connect(server, Hook.ENDED, new Closed());
    }

    private record Decoded(Conversing kind, Exchanges exchanges)
            implements BiFunction<@Nullable Object, Object, @Nullable Object> {
        @Override
        public @Nullable Object apply(@Nullable Object held, Object messages) {
            List<?> decoded = (List<?>) messages;
            Conversation its = held instanceof Conversation old
                    ? old
                    : kind.conversation(decoded, exchanges, EndpointPoll.INSTANCE);
            if (its != null) {
                its.decoded(decoded);
            }
            return its;
        }
    }

    private static final class Heard implements BiConsumer<@Nullable Object, Object> {
        @Override
        public void accept(@Nullable Object conversation, Object context) {
            if (conversation instanceof Conversation its) {
                its.heard(context);
            }
        }
    }

    private static final class Header implements ObjIntConsumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object conversation, int bytes) {
            if (conversation instanceof Conversation its) {
                its.headerEncoded(bytes);
            }
        }
    }

    private static final class Encoded implements BiConsumer<@Nullable Object, @Nullable Object> {
        @Override
        public void accept(@Nullable Object conversation, @Nullable Object buffer) {
            if (conversation instanceof Conversation its && buffer != null) {
                its.headerIn(buffer);
            }
        }
    }

    private static final class Saying implements BiConsumer<@Nullable Object, Object> {
        @Override
        public void accept(@Nullable Object conversation, Object message) {
            if (conversation instanceof Conversation its) {
                its.saying(message);
            }
        }
    }

    private record Stamping(Stamps stamps) implements BiConsumer<@Nullable Object, Object> {
        @Override
        public void accept(@Nullable Object conversation, Object message) {
            if (conversation instanceof Conversation its) {
                if (its.answers(message)) {
                    stamps.put(message, its.arrivalNanos(), System.nanoTime());
                }
                its.saying(message);
            }
        }
    }

    private static final class Unsaid implements BiConsumer<@Nullable Object, @Nullable Throwable> {
        @Override
        public void accept(@Nullable Object conversation, @Nullable Throwable thrown) {
            if (conversation instanceof Conversation its) {
                its.unsaid(thrown);
            }
        }
    }

    private static final class Said implements BiConsumer<@Nullable Object, Object> {
        @Override
        public void accept(@Nullable Object conversation, Object message) {
            if (conversation instanceof Conversation its) {
                its.said(message);
            }
        }
    }

    private static final class Wrote implements BiConsumer<@Nullable Object, @Nullable Throwable> {
        @Override
        public void accept(@Nullable Object conversation, @Nullable Throwable thrown) {
            if (conversation instanceof Conversation its) {
                its.wrote(thrown);
            }
        }
    }

    private static final class Flushed implements ObjIntConsumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object conversation, int all) {
            if (conversation instanceof Conversation its) {
                its.flushed(all != 0);
            }
        }
    }

    private static final class Drained implements ObjLongConsumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object conversation, long pending) {
            if (conversation instanceof Conversation its) {
                its.drained(pending);
            }
        }
    }

    private static final class Parked implements ObjIntConsumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object conversation, int ioThread) {
            if (conversation instanceof Conversation its) {
                its.parked();
            }
        }
    }

    private static final class Closing implements ObjIntConsumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object conversation, int ofItself) {
            if (conversation instanceof Conversation its) {
                its.closing(ofItself != 0);
            }
        }
    }

    private static final class Closed implements Consumer<@Nullable Object> {
        @Override
        public void accept(@Nullable Object conversation) {
            if (conversation instanceof Conversation its) {
                its.closed();
            }
        }
    }
}
