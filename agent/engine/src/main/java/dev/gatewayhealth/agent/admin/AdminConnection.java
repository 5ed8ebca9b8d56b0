package dev.gatewayhealth.agent.admin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection to the admin listener. Belongs to the loop's thread alone; whatever fails closes it and nothing else. */
final class AdminConnection {

    private static final int LARGEST_HEAD = 8192;

    /** A body is only skipped; a longer one ends the connection instead. */
    private static final int LONGEST_SKIP = 8192;

    /** The JDK copies what it writes through a buffer it then keeps, so a long report goes out in pieces. */
    private static final int WRITE = 64 * 1024;

    private static final long HEAD_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Longer than the 60 s for which nginx keeps idle connections: the side that polls shall be the one that closes. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(75);

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Answering answering;
    private final String peer;

    private byte[] in = new byte[512];
    private int length;
    private int scanned;
    private long skip;
    private @Nullable ByteBuffer out;
    private boolean answered;
    private boolean closing;
    private boolean lingering;
    private long since;
    private long allowed;

    AdminConnection(SocketChannel channel, SelectionKey key, Answering answering, String peer, long now) {
        this.channel = channel;
        this.key = key;
        this.answering = answering;
        this.peer = peer;
        allow(HEAD_NANOS, now);
    }

    /** Does what can be done now without waiting. */
    void ready(long now) throws IOException {
        if (out != null) {
            write(now);
            requests(now);
        } else if (key.isReadable()) {
            read(now);
        }
    }

    boolean expired(long now) {
        return now - since > allowed;
    }

    /** Whether it was answered and is only kept alive: the first to go where descriptors run out. */
    boolean idle() {
        return answered && length == 0 && out == null;
    }

    /** When the phase it is in began. */
    long since() {
        return since;
    }

    void close() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // Gone is gone; pollers reset connections all the time.
        }
    }

    private void read(long now) throws IOException {
        boolean began = length == 0;
        int got = channel.read(ByteBuffer.wrap(in, length, in.length - length));
        if (got < 0) {
            close();
            return;
        }
        if (lingering) {
            return;
        }
        length += got;
        if (began && got > 0) {
            allow(HEAD_NANOS, now);
        }
        requests(now);
    }

    /** Answers all requests that are complete; clients may send several at once (RFC 9112 section 9.3.2). */
    private void requests(long now) throws IOException {
        while (out == null && !closing) {
            skipped();
            int end = RequestHead.end(in, scanned, length);
            scanned = length;
            if (end < 0) {
                roomForMore(now);
                return;
            }
            RequestHead head = RequestHead.parse(in, end);
            consume(end);
            if (head == null) {
                refuse(Refusal.BAD_REQUEST, now);
            } else {
                answer(head, now);
            }
        }
    }

    /** Drops what is left of a body, and empty lines before a request (RFC 9112 section 2.2). */
    private void skipped() {
        int body = (int) Math.min(skip, length);
        skip -= body;
        int from = body;
        while (skip == 0 && from < length && (in[from] == '\r' || in[from] == '\n')) {
            from++;
        }
        if (from > 0) {
            consume(from);
        }
    }

    private void consume(int bytes) {
        System.arraycopy(in, bytes, in, 0, length - bytes);
        length -= bytes;
        scanned = 0;
    }

    private void roomForMore(long now) throws IOException {
        if (length == LARGEST_HEAD) {
            refuse(Refusal.HEADER_TOO_LARGE, now);
        } else if (length == in.length) {
            in = Arrays.copyOf(in, Math.min(LARGEST_HEAD, in.length * 2));
        }
    }

    private void answer(RequestHead head, long now) throws IOException {
        boolean keep = head.keepsConnection() && head.bodyLength() <= LONGEST_SKIP;
        closing = !keep;
        lingering = closing && head.bodyLength() > 0;
        skip = head.bodyLength();
        send(answering.to(head, peer, keep), now);
    }

    private void refuse(Refusal refusal, long now) throws IOException {
        closing = true;
        lingering = true;
        send(refusal.bytes(false), now);
    }

    private void send(byte[] bytes, long now) throws IOException {
        allow(ANSWER_NANOS, now);
        out = ByteBuffer.wrap(bytes);
        write(now);
    }

    private void write(long now) throws IOException {
        ByteBuffer rest = out;
        while (rest != null && rest.hasRemaining()) {
            ByteBuffer piece = rest.slice(rest.position(), Math.min(WRITE, rest.remaining()));
            int written = channel.write(piece);
            rest.position(rest.position() + written);
            if (written == 0) {
                key.interestOps(SelectionKey.OP_WRITE);
                return;
            }
        }
        out = null;
        answered = true;
        if (closing) {
            end(now);
        } else {
            key.interestOps(SelectionKey.OP_READ);
            allow(length > 0 ? HEAD_NANOS : IDLE_NANOS, now);
        }
    }

    /**
     * Closing with bytes unread makes the kernel reset the connection, and the answer may be lost on the way (RFC 9112
     * section 9.6): so then the peer gets a moment to see our end first.
     */
    private void end(long now) throws IOException {
        if (!lingering && length == 0) {
            close();
            return;
        }
        lingering = true;
        length = 0;
        channel.shutdownOutput();
        key.interestOps(SelectionKey.OP_READ);
        allow(LINGER_NANOS, now);
    }

    private void allow(long nanos, long now) {
        since = now;
        allowed = nanos;
    }
}
