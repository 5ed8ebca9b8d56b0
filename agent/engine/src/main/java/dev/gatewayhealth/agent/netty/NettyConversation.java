package dev.gatewayhealth.agent.netty;

import dev.gatewayhealth.agent.server.Conversation;
import dev.gatewayhealth.agent.server.Lane;
import dev.gatewayhealth.agent.server.Poll;
import dev.gatewayhealth.exchange.Exchanges;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 connection of a Netty server. Requests are answered in the order they came (RFC 9112 section 9.3.2), so the response that
 * is encoded belongs to the oldest request without one, and the bytes that leave to the oldest that is not over.
 *
 * <p>An exchange ends when the last bytes of its response have left the connection's buffer, or with the connection.
 */
final class NettyConversation implements Conversation {

    private static final byte[] NOTHING = {};

    private final Exchanges exchanges;
    private final NettyTypes types;
    private final EndpointAnswer endpoint;
    private final Turns turns = new Turns();

    /** Of the decoder, which what it writes leaves without passing the encoder. */
    private @Nullable Object context;

    /** What was decoded last and is not looked at yet. */
    private List<?> decoded = List.of();

    /** The one whose body is being received; it may be over already. */
    private @Nullable Turn receiving;

    private @Nullable Turn spare;
    private int headerBytes;

    /** Bytes of content in the message that is being encoded; below 0 where they cannot be told apart. */
    private int saidBytes;

    private int saying;
    private boolean unsaid;
    private boolean flushed = true;
    private boolean peerGone;
    private boolean closing;

    /** Whether the response at hand says that it is the last one. */
    private boolean last;

    /** Whether something was taken out of the messages at hand. */
    private boolean ours;

    NettyConversation(Exchanges exchanges, NettyTypes types, Poll poll) {
        this.exchanges = exchanges;
        this.types = types;
        this.endpoint = new EndpointAnswer(types, poll);
    }

    @Override
    public void decoded(List<?> messages) {
        decoded = messages;
    }

    @Override
    public void heard(Object decoder) {
        if (context == null) {
            Object channel = types.channel(decoder);
            HttpPorts.heard(types.localAddress.of(channel), channel);
        }
        context = decoder;
        List<?> messages = decoded;
        decoded = List.of();
        for (int i = 0; i < messages.size(); i++) {
            Object message = messages.get(i);
            MessageKind kind = MessageKind.of(message);
            if (kind.request()) {
                begin(decoder, message);
            }
            Turn turn = receiving;
            if (turn == null) {
                continue;
            }
            if (kind.content()) {
                received(turn, message, kind);
            }
            if (turn.answer != null) {
                messages.remove(i--);
                types.release(message);
                ours = true;
                answerOwn();
            }
        }
        Turn turn = receiving;
        if (turn != null) {
            turn.lane.reading();
        }
        readOn(decoder, messages);
    }

    /**
     * The decoder has made messages, so it takes it that the application got some and asks for more when it wants. Of a request that was
     * ours alone nobody else would.
     */
    private void readOn(Object decoder, List<?> messages) {
        Turn turn = receiving == null ? turns.oldest : receiving;
        if (ours && messages.isEmpty() && (turn == null || turn.answer != null)) {
            types.read(decoder);
        }
        ours = false;
    }

    private void begin(Object decoder, Object request) {
        Turn turn = spare == null ? new Turn(exchanges, types) : spare;
        spare = null;
        turn.start(request);
        turns.add(turn);
        receiving = turn;
        Object channel = types.channel(decoder);
        turn.answer = endpoint.of(request, channel);
        if (turn.answer == null) {
            turn.lane.on(channel);
            turn.lane.begin(System.nanoTime());
        }
    }

    private void received(Turn turn, Object message, MessageKind kind) {
        turn.bodyCame(types.contentLength(message));
        if (!kind.request()) {
            turn.lane.resumed();
            turn.onLoop = true;
        }
        if (kind.last()) {
            turn.received = true;
            turn.lane.read();
            receiving = null;
        }
    }

    /** Answers what asks for the endpoint as soon as it is its turn. */
    private void answerOwn() {
        Turn turn = turns.answering();
        while (turn != null && turn.answer != null && turn.received && context != null) {
            turn.delivered = true;
            endpoint.send(turn, context);
            turn = turns.answering();
        }
    }

    @Override
    public void saying(Object message) {
        if (endpoint.leaving() && answers(message)) {
            sayThatItIsTheLast(message);
        }
        // A message in the middle of another leaves neither to be counted.
        saidBytes = saying++ == 0 && MessageKind.of(message).content() ? types.contentLength(message) : -1;
    }

    /** Some frameworks look at the header before it gets here, so whoever says this here closes the connection, too. */
    private void sayThatItIsTheLast(Object response) {
        Turn turn = turns.answering();
        if (turn != null && turn.answer == null && turn.next == null) {
            try {
                types.stamp(response, "Connection", "close");
                last = true;
            } catch (RuntimeException e) {
                // A header that cannot be changed goes as it is, and its connection stays.
            }
        }
    }

    private void closeAfterTheLast() {
        Object decoder = context;
        if (last && decoder != null) {
            types.send(decoder, NOTHING, false);
        }
        last = false;
    }

    @Override
    public boolean answers(Object message) {
        if (saying != 0 || !MessageKind.of(message).response()) {
            return false;
        }
        return types.status(message) >= 200;
    }

    @Override
    public long arrivalNanos() {
        Turn turn = turns.answering();
        return turn == null || turn.answer != null ? Lane.NEVER : turn.lane.arrivalNanos();
    }

    @Override
    public void headerEncoded(int bytes) {
        headerBytes = bytes;
    }

    /** An interim response is read like any other; what is wrong with it is wrong. */
    @Override
    public void headerIn(Object buffer) {
        Turn turn = turns.answering();
        if (turn != null && turn.answer == null && exchanges.heads().wanted(headerBytes)) {
            turn.lane.headRead(types.bytes(buffer));
        }
    }

    @Override
    public void unsaid(@Nullable Throwable thrown) {
        unsaid = thrown != null;
    }

    @Override
    public void said(Object message) {
        int header = headerBytes;
        int content = saidBytes;
        headerBytes = 0;
        saidBytes = -1;
        saying--;
        MessageKind kind = MessageKind.of(message);
        Turn turn = turns.answering();
        if (turn == null || turn.answer != null || unsaid) {
            return;
        }
        if (kind.response()) {
            int status = types.status(message);
            if (status < 200 && status != 101) {
                // An interim response, as 100 Continue is; the real one follows (RFC 9110 section 15.2).
                return;
            }
            turn.lane.committed(header);
            turn.owed = status == 204 || status == 304 ? -1 : types.declared(message);
            if (status == 101) {
                turn.tunnel = !types.upgradesToHttp2(message);
                if (turn.tunnel) {
                    turn.lane.becameTunnel();
                }
            }
        }
        count(turn, kind, content);
        if (kind.last() && !turn.tunnel) {
            turn.lane.missing(turn.owed);
            turn.delivered = true;
            turn.lane.delivered();
            closeAfterTheLast();
            Turn following = turn.next;
            if (following != null && following.answer != null) {
                answerOwn();
            }
        }
    }

    /** What is neither head nor content is a file, or bytes that the application has framed itself. */
    private static void count(Turn turn, MessageKind kind, int content) {
        if (kind.content() && content >= 0) {
            turn.owed = turn.owed < 0 ? -1 : Math.max(0, turn.owed - content);
        } else if (kind.content() || !kind.response()) {
            turn.owed = -1;
        }
    }

    @Override
    public void wrote(@Nullable Throwable thrown) {
        if (thrown instanceof IOException) {
            peerGone = true;
        } else if (thrown == null) {
            Turn turn = turns.oldest;
            if (turn != null) {
                turn.lane.wrote(null);
            }
        }
    }

    @Override
    public void flushed(boolean all) {
        flushed = all;
        Turn turn = turns.oldest;
        if (turn == null) {
            return;
        }
        if (!all) {
            turn.lane.writing();
        } else if (turn.received) {
            turn.lane.kept();
        } else {
            turn.lane.reading();
        }
    }

    @Override
    public void drained(long pending) {
        if (pending == 0) {
            endDelivered();
        }
    }

    private void endDelivered() {
        for (Turn turn = turns.oldest; turn != null && turn.delivered; turn = turns.oldest) {
            turns.removeOldest();
            end(turn);
        }
    }

    private void end(Turn turn) {
        turn.lane.end();
        turn.message = null;
        turn.next = null;
        if (turn != receiving) {
            spare = turn;
        }
    }

    @Override
    public void parked() {
        for (Turn turn = turns.oldest; turn != null; turn = turn.next) {
            if (turn.tunnel) {
                // Something came in, and in a tunnel that restarts the gateway's clock too.
                turn.lane.wrote(null);
            }
            if (turn.onLoop) {
                turn.onLoop = false;
                turn.lane.parked(false);
            }
        }
    }

    @Override
    public void closing(boolean ofItself) {
        closing |= !ofItself && !peerGone;
    }

    @Override
    public void closed() {
        for (Turn turn = turns.oldest; turn != null; turn = turns.oldest) {
            turns.removeOldest();
            if (!turn.tunnel && !(turn.delivered && flushed)) {
                turn.lane.broken(closing);
            }
            end(turn);
        }
    }
}
