package dev.gatewayhealth.agent.server;

import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.OtherEnd;
import dev.gatewayhealth.exchange.RequestStart;
import dev.gatewayhealth.exchange.RequestView;
import dev.gatewayhealth.exchange.ResponseHeads;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a container's request object carries for us: the exchange it is used for at the moment.
 *
 * <p>A container uses a request object, and the connection bound to it, for one exchange at a time, but may use several threads one
 * after the other, and an application's thread beside them. So every method takes the exchange into a local once: either it
 * is the one in flight, or null, or one that has just ended, whose marks land as {@link Exchange} describes. {@link #end} may
 * be called by two threads at once (an asynchronous completion and the connection's end): both hold the generation they
 * began, and the exchange lets only the first through.
 */
public final class Lane {

    /** The {@link #arrivalNanos} of no request. */
    public static final long NEVER = Long.MIN_VALUE;

    private final Exchanges exchanges;
    private final RequestView view;
    private final Object request;
    private @Nullable Object connection;
    private @Nullable Exchange exchange;
    private long generation;
    private boolean entered;

    /** What the response's header declared of its body, in bytes; -1 for nothing. */
    private long declared = -1;

    /** When the last exchange on this connection ended, if somebody wanted to know then; {@link #NEVER} otherwise. */
    private long endedAt = NEVER;

    /** Whether it became another protocol, which ends when it likes. */
    private boolean tunnel;

    /** Whether it follows nothing but that, to the end of the connection. */
    private boolean carried;

    /** Whether its connection is closed for good; written by whoever closes it, read by whoever leaves the request. */
    private volatile boolean gone;

    /**
     * For one request object, before it is used.
     *
     * @param exchanges those in flight
     * @param view how the container's request objects are read
     * @param request the server's request object
     */
    public Lane(Exchanges exchanges, RequestView view, Object request) {
        this.exchanges = exchanges;
        this.view = view;
        this.request = request;
    }

    /**
     * The request object is used on this connection from now on.
     *
     * @param newConnection null where the container has none to show
     */
    public void on(@Nullable Object newConnection) {
        if (connection != newConnection) {
            connection = newConnection;
            endedAt = NEVER;
        }
    }

    /** {@return the connection it was bound to last; null for none} */
    public @Nullable Object connection() {
        return connection;
    }

    /**
     * An exchange begins on the calling thread.
     *
     * @param arrivalNanos when its first byte was read, on the clock of {@link System#nanoTime}
     */
    public void begin(long arrivalNanos) {
        if (exchange != null) {
            end();
        }
        Exchange begun = exchanges.begin(arrivalNanos, view, request, connection);
        tunnel = false;
        carried = false;
        if (begun != null) {
            generation = begun.generation();
            exchange = begun;
            if (exchanges.curious()) {
                exchanges.waited(begun, RequestStart.waitedNanos(view, request, System.currentTimeMillis()));
                exchanges.traffic().seen(view, request);
                Object its = connection;
                if (its != null && exchanges.idleWanted()) {
                    idled(view.idleNanos(its), arrivalNanos);
                }
            }
        }
    }

    /** Over HTTP/2 a connection carries other requests while this lane has none. */
    private void idled(long told, long arrivalNanos) {
        String protocol = told >= 0 ? null : view.protocol(request);
        exchanges.idled(protocol != null && protocol.startsWith("HTTP/1") ? idleNanos(arrivalNanos) : told);
    }

    /**
     * {@return how long before that its last exchange had ended, in nanoseconds; -1 where nobody wanted to know}
     *
     * @param arrivalNanos on the clock of {@link System#nanoTime}
     */
    public long idleNanos(long arrivalNanos) {
        long ended = endedAt;
        return ended == NEVER ? -1 : Math.max(0, arrivalNanos - ended);
    }

    /**
     * The calling thread works on the one request this lane was made for; the first to do so begins its exchange.
     *
     * @param arrivalNanos on the clock of {@link System#nanoTime}
     */
    public void entered(long arrivalNanos) {
        if (entered) {
            resumed();
        } else {
            entered = true;
            begin(arrivalNanos);
        }
    }

    /** The calling thread works on it from here. */
    public void resumed() {
        Exchange current = exchange;
        if (current != null) {
            current.onThread();
        }
    }

    /**
     * The calling thread leaves it.
     *
     * @param async whether the application goes on with it on a thread of its own
     */
    public void left(boolean async) {
        Exchange current = exchange;
        if (current == null) {
            return;
        }
        if (async) {
            current.offThread();
        } else if (!current.unanswered() || !view.mayBeAnswered(request)) {
            end();
        }
    }

    /**
     * The calling thread leaves it to others, who may have taken it up already.
     *
     * @param ioThread whether the thread does I/O only; a request it hands on to a worker is not asynchronous for that
     */
    public void parked(boolean ioThread) {
        Exchange current = exchange;
        if (current == null) {
            return;
        }
        if (ioThread) {
            current.leftBy(Thread.currentThread());
        } else {
            current.offThread();
        }
        if (gone) {
            endUnlessAttended(current);
        }
    }

    /** The exchange is over, if it still runs; a tunnel goes on. */
    public void end() {
        Exchange current = exchange;
        if (current != null) {
            long begun = generation;
            if (tunnel && !carried && goesOn(current)) {
                return;
            }
            if (!tunnel && (current.unfinished() || isLeftUnanswered(current))) {
                cutOff(current);
            }
            exchange = null;
            current.end(begun);
        }
        // What was no exchange, as a poll of ours, kept the connection busy, too.
        endedAt = current != null && exchanges.idleWanted() ? System.nanoTime() : NEVER;
    }

    /** As Tomcat leaves a request to which an error of the virtual machine happened. */
    private boolean isLeftUnanswered(Exchange current) {
        return current.unanswered() && view.mayBeAnswered(request);
    }

    /**
     * The request is over for the server, and its connection goes on with another protocol: if that can be followed, the exchange goes over
     * to a lane of the connection's own, which ends with it.
     */
    private boolean goesOn(Exchange current) {
        Object its = connection;
        if (its == null || !(view instanceof Tunnelled tunnelled) || upgradesToHttp2()) {
            return false;
        }
        KeptRequest kept = KeptRequest.of(tunnelled, request);
        Lane follower = new Lane(exchanges, kept, kept);
        follower.connection = its;
        follower.generation = generation;
        follower.tunnel = true;
        follower.carried = true;
        follower.entered = true;
        follower.exchange = current;
        // Looked at last: a connection that closes after this tells the follower.
        if (!tunnelled.carry(its, follower) || tunnelled.connection(its) == null) {
            return false;
        }
        current.leftBy(Thread.currentThread());
        current.becameTunnel(kept, kept);
        exchange = null;
        return true;
    }

    /** Its streams are requests, and counted as such. */
    private boolean upgradesToHttp2() {
        return "h2c".equalsIgnoreCase(view.header(request, "Upgrade"));
    }

    /** It became another protocol, and this lane follows it to its end. */
    public void becameTunnel() {
        Exchange current = exchange;
        if (current != null) {
            tunnel = true;
            carried = true;
            current.becameTunnel();
        }
    }

    /** It ends, and not all of it was sent: if the other end is still there, it was not the one that broke off. */
    private void cutOff(Exchange current) {
        OtherEnd other = otherEnd();
        try {
            if (other != OtherEnd.UNTOLD && bodyOwed(current) && !view.delivered(request, connection)) {
                current.broken(other == OtherEnd.THERE);
            }
        } catch (RuntimeException e) {
            // The server took the request apart already: what is not known is not said.
        }
    }

    /** Whether it is our side that breaks off: the kernel knows if the other end has, and where it does not tell, what went wrong does. */
    private boolean byUs(@Nullable Throwable failure) {
        OtherEnd other = otherEnd();
        return other == OtherEnd.UNTOLD ? !OtherSide.left(failure) : other == OtherEnd.THERE;
    }

    private OtherEnd otherEnd() {
        Object its = connection;
        try {
            return its == null ? OtherEnd.UNTOLD : view.otherEnd(its);
        } catch (RuntimeException e) {
            return OtherEnd.UNTOLD;
        }
    }

    /**
     * The server is about to let go of that connection; if it was told why, that was said before. A connection that was served here before
     * may go at any time, and is nothing to the exchange on the present one.
     *
     * @param leaving the connection it lets go of
     */
    public void lettingGo(@Nullable Object leaving) {
        Exchange current = exchange;
        if (current == null || leaving != connection) {
            return;
        }
        if (carried) {
            end();
        } else if (!tunnel && !current.wasDelivered() && !current.wasWrittenPast()) {
            cutOff(current);
        }
    }

    /**
     * How long the body is that the response's header declares; -1 if it does not.
     *
     * @param bytes 0 or more, or -1
     */
    public void declared(long bytes) {
        declared = bytes;
    }

    /**
     * The response is over with so many bytes of its body.
     *
     * @param bytes of the body alone
     */
    public void sent(long bytes) {
        Exchange current = exchange;
        if (current == null) {
            return;
        }
        if (bytes < declared) {
            missing(declared - bytes);
        }
        current.delivered();
    }

    /**
     * The response is over, and of the body that its header declares so many bytes were not sent.
     *
     * @param bytes 0 for all of it having gone
     */
    public void missing(long bytes) {
        Exchange current = exchange;
        if (bytes <= 0 || current == null || !view.bodyOwed(request)) {
            return;
        }
        OtherEnd other = otherEnd();
        // What ends in the middle of a write ends because of it.
        if (other == OtherEnd.GONE || (other == OtherEnd.UNTOLD && current.inWrite())) {
            current.broken(false);
        }
        current.cutShort(bytes);
    }

    /**
     * {@return when the request came that is being answered, on the clock of {@link System#nanoTime}; {@link #NEVER} if it is nobody's
     * traffic}
     */
    public long arrivalNanos() {
        Exchange current = exchange;
        return current == null ? NEVER : current.arrivalNanos();
    }

    /**
     * The header of the response was handed to the connection.
     *
     * @param headerBytes its size, 0 when it is not known
     */
    public void committed(int headerBytes) {
        Exchange current = exchange;
        if (current != null) {
            current.committed(headerBytes);
        }
    }

    /**
     * The response has that status: with 101 its connection goes on with another protocol.
     *
     * @param status as it is sent
     */
    public void status(int status) {
        Exchange current = exchange;
        if (status == 101 && current != null) {
            tunnel = true;
            current.becameTunnel();
        }
    }

    /**
     * The header of a response, complete, stands in this buffer up to its position, and is being handed to the connection.
     *
     * @param bytes its position is left alone
     */
    public void head(ByteBuffer bytes) {
        Exchange current = exchange;
        if (current != null) {
            head(current, bytes, 0, bytes.position());
        }
    }

    /**
     * The same of a server that has measured its header itself, and for which it was {@link ResponseHeads#wanted}.
     *
     * @param bytes from its position to its limit
     */
    public void headRead(ByteBuffer bytes) {
        Exchange current = exchange;
        if (exchanges.heads().look(view, request, bytes, bytes.position(), bytes.limit()) && current != null) {
            current.invalid();
        }
    }

    private void head(Exchange current, ByteBuffer bytes, int from, int to) {
        // Behind "HTTP/1.1 "; 101.
        int status = from + ResponseHead.STATUS;
        tunnel = status + 2 < to && bytes.get(status) == '1' && bytes.get(status + 2) == '1';
        if (tunnel) {
            current.becameTunnel();
        }
        current.committed(to - from);
        ResponseHeads heads = exchanges.heads();
        // A response to a request of HTTP/0.9 has none, which is right there.
        if (to > from && heads.wanted(to - from) && heads.look(view, request, bytes, from, to)) {
            current.invalid();
        }
    }

    /** The same, where the first write carries it. */
    private void head(Exchange current, @Nullable Object written, int length) {
        if (written instanceof ByteBuffer[] buffers) {
            head(current, buffers[0], buffers[0].position(), buffers[0].position() + length);
        } else if (written instanceof ByteBuffer buffer) {
            head(current, buffer, buffer.position(), buffer.position() + length);
        } else if (written instanceof byte[] bytes) {
            head(current, ByteBuffer.wrap(bytes), 0, length);
        }
    }

    /** An interim response is not the header; but nginx may take it for that. */
    private void interim(Exchange current, @Nullable ByteBuffer bytes) {
        if (bytes != null && exchanges.heads().wanted(bytes.remaining())) {
            if (exchanges.heads().look(view, request, bytes, bytes.position(), bytes.limit())) {
                current.invalid();
            }
        }
    }

    /** All of the response was handed to the connection. */
    public void delivered() {
        Exchange current = exchange;
        if (current != null) {
            current.delivered();
        }
    }

    /** A write of the response begins. */
    public void writing() {
        Exchange current = exchange;
        if (current != null) {
            current.writing();
        }
    }

    /**
     * A write of these {@code ByteBuffer}s, of the one, or of an array of bytes, to the wire begins. The first that is no interim response
     * carries the response header, which stands in a buffer of its own, or at the start of the array.
     *
     * @param bytes anything else is no header
     */
    public void flushing(@Nullable Object bytes) {
        Exchange current = exchange;
        if (current == null) {
            return;
        }
        if (current.headerBytes() < 0) {
            int header = ResponseHead.startOf(bytes);
            if (header > 0) {
                head(current, bytes, header);
            } else {
                interim(current, ResponseHead.interim(bytes));
            }
        }
        current.writing();
    }

    /** The connection is being closed; what was not sent by now never will be. */
    public void closed() {
        Exchange current = exchange;
        if (current != null && !current.wasDelivered() && !view.delivered(request, connection)) {
            current.broken(otherEnd() != OtherEnd.GONE);
        }
        end();
    }

    /**
     * The connection is closed, and this lane is used for no other. Who works on the request will end it; if nobody does, a server may
     * have lost sight of it, and what the application still does with it reaches nobody.
     */
    public void gone() {
        gone = true;
        // Who leaves the request does so first and looks whether this is set then: one of the two sees what the other
        // did.
        VarHandle.fullFence();
        Exchange current = exchange;
        if (current != null) {
            endUnlessAttended(current);
        }
    }

    private void endUnlessAttended(Exchange current) {
        if (current.thread() == null) {
            closed();
        }
    }

    /**
     * Nothing more is sent: all of the response was handed to the connection, or something kept the rest of it.
     *
     * @param failure null if there was none
     */
    public void over(@Nullable Throwable failure) {
        Exchange current = exchange;
        if (current == null) {
            return;
        }
        if (failure == null) {
            current.delivered();
        } else if (!current.wasDelivered() && !view.delivered(request, connection) && bodyOwed(current)) {
            current.broken(byUs(failure));
        }
    }

    /** Where the header is all there is to send, what went wrong after it harms nobody. */
    private boolean bodyOwed(Exchange current) {
        return current.headerBytes() < 0 || view.bodyOwed(request);
    }

    /**
     * If a write waits for the other end, it will not be finished.
     *
     * @param cause null where nobody knows
     */
    public void stuck(@Nullable Throwable cause) {
        Exchange current = exchange;
        if (current != null && current.inWrite()) {
            current.broken(byUs(cause));
        }
    }

    /**
     * A write is over; only what the connection says means it broke, an application's own exception does not.
     *
     * @param thrown null if nothing was
     */
    public void wrote(@Nullable Throwable thrown) {
        Exchange current = exchange;
        if (current == null) {
            return;
        }
        if (thrown instanceof IOException) {
            current.broken(thrown instanceof SocketTimeoutException);
        } else {
            current.wrote();
        }
    }

    /** A write is over, and it is not known to have reached the wire. */
    public void kept() {
        Exchange current = exchange;
        if (current != null) {
            current.kept();
        }
    }

    /**
     * A write has failed.
     *
     * @param byUs whether it was our side that gave up
     */
    public void broken(boolean byUs) {
        Exchange current = exchange;
        if (current != null) {
            current.broken(byUs);
        }
    }

    /** A read of the request's body begins. */
    public void reading() {
        Exchange current = exchange;
        if (current != null) {
            current.reading();
        }
    }

    /** It has ended, with bytes or without. */
    public void read() {
        Exchange current = exchange;
        if (current == null) {
            return;
        }
        if (tunnel) {
            // In a tunnel nginx's clock starts again with bytes of either side.
            current.wrote();
        } else {
            current.read();
        }
    }

    /** Bytes have come on its connection. Those of a tunnel start nginx's clock again; others are none of the request's business here. */
    public void came() {
        Exchange current = exchange;
        if (current != null && tunnel) {
            current.wrote();
        }
    }
}
