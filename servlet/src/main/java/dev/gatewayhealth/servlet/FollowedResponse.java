package dev.gatewayhealth.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.SocketTimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One request while it is followed, and the response the application gets in the container's place, so that its writes are seen.
 *
 * <p>The watchdog reads the request from its own thread while it {@link #hold holds} it. Containers recycle request objects, so
 * the exchange does not end, and the container does not get its request back, while somebody reads: the request's thread waits
 * for the reader, which is rare (one reading of a request that takes longer than a tenth of a second) and short.
 */
abstract sealed class FollowedResponse extends HttpServletResponseWrapper permits OwnResponse, BridgedResponse {

    private static final String ATTRIBUTE = "dev.gatewayhealth.exchange";

    private static final byte OPEN = 0;
    private static final byte READ = 1;
    private static final byte ENDED = 2;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(FollowedResponse.class, "state", byte.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final HttpServletRequest request;

    /** The stream or the writer, whichever the application asked for; a response gives only one. */
    private @Nullable Object out;

    /** Written by the request's thread and the watchdog, each by CAS. */
    @SuppressWarnings("UnusedVariable") // through the handle
    private byte state;

    private boolean closed;

    /** Whether the stream said that it takes nothing for the moment. */
    private boolean unready;

    /** Whether the application may write to the container's own response, where nobody sees it. */
    private volatile boolean bypassed;

    FollowedResponse(HttpServletRequest request, HttpServletResponse response) {
        super(response);
        this.request = request;
    }

    /** Whether this response is, or wraps, one that is followed. */
    static boolean isIn(ServletResponse response) {
        ServletResponse each = response;
        while (each instanceof ServletResponseWrapper wrapper) {
            if (wrapper instanceof FollowedResponse) {
                return true;
            }
            each = wrapper.getResponse();
        }
        return false;
    }

    /** What a request that went asynchronous was followed by; null if it was not. */
    static @Nullable FollowedResponse of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof FollowedResponse followed ? followed : null;
    }

    // ---- the exchange ----

    abstract void mark(Mark mark);

    /** Whether it is known that the header has left. */
    abstract boolean isMarkedCommitted();

    /** The container's own response, for who must have that; what is written there is not seen. */
    HttpServletResponse unseen() {
        bypass();
        return (HttpServletResponse) getResponse();
    }

    /** The application may get the container's own response without our seeing it, and write there. */
    void bypass() {
        bypassed = true;
    }

    /** Itself in place of the container's response, which an asynchronous dispatch may bring back; anything else stays. */
    HttpServletResponse inPlaceOf(HttpServletResponse response) {
        return response == getResponse() && !bypassed ? this : response;
    }

    /** The calling thread leaves the request, which has ended unless it has become asynchronous. */
    void left(HttpServletRequest itsRequest) {
        if (!itsRequest.isAsyncStarted()) {
            end();
            return;
        }
        mark(Mark.LEFT);
        if (itsRequest.getAttribute(ATTRIBUTE) != this) {
            itsRequest.setAttribute(ATTRIBUTE, this);
            FollowedAsync.listen(this, itsRequest.getAsyncContext());
        }
    }

    /** Ends the exchange; the second call and those after it do nothing. */
    void end() {
        int tries = 0;
        while (!STATE.compareAndSet(this, OPEN, ENDED)) {
            if ((byte) STATE.getAcquire(this) == ENDED) {
                return;
            }
            if (tries++ < 1000) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(this, 10_000);
            }
        }
        mark(Mark.ENDED);
    }

    // ---- the reader ----

    /** Keeps the request from ending; false if it has ended. Every success is followed by {@link #release}. */
    boolean hold() {
        return STATE.compareAndSet(this, OPEN, READ);
    }

    void release() {
        STATE.setRelease(this, OPEN);
    }

    HttpServletRequest request() {
        return request;
    }

    /** Whether the rest of the response leaves, or has left, unseen: then silence means nothing. */
    boolean isBeyondSight() {
        return bypassed && getResponse().isCommitted();
    }

    // ---- what the application does ----

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (out instanceof FollowedStream stream) {
            return stream;
        }
        FollowedStream stream = new FollowedStream(super.getOutputStream(), this);
        out = stream;
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (out instanceof FollowedWriter writer) {
            return writer;
        }
        FollowedWriter writer = new FollowedWriter(super.getWriter(), this);
        out = writer;
        return writer;
    }

    @Override
    public void flushBuffer() throws IOException {
        mark(Mark.WRITING);
        try {
            super.flushBuffer();
        } catch (Throwable e) {
            failed(e);
            throw e;
        }
        flushed();
    }

    /** Afterwards the application may ask for the other one of stream and writer. */
    @Override
    public void reset() {
        super.reset();
        out = null;
    }

    /**
     * A write is over; once more was written than the container's buffer holds, some has left.
     *
     * @param unknown how many bytes were written since they were known to have left
     * @return how many of them may still lie in the buffer
     */
    int wrote(int unknown) {
        int size = getBufferSize();
        boolean left = unknown > size;
        wrote(left);
        return left ? unknown % Math.max(1, size) : unknown;
    }

    /** All that was written before is on its way. */
    void flushed() {
        if (out instanceof FollowedStream stream) {
            stream.emptied();
        } else if (out instanceof FollowedWriter writer) {
            writer.emptied();
        }
        wrote(true);
    }

    /** While it is not ready, the gateway is the one that does not read; when it is again, something has left. */
    void ready(boolean ready) {
        if (!ready) {
            mark(Mark.WRITING);
        } else if (unready) {
            flushed();
        }
        unready = !ready;
    }

    /** The application has closed its stream or writer: nothing will follow. */
    void closed() {
        closed = true;
        flushed();
        mark(Mark.DELIVERED);
    }

    private void wrote(boolean left) {
        boolean first = !isMarkedCommitted() && isCommitted();
        if (first) {
            mark(Mark.COMMITTED);
        }
        mark(first || left ? Mark.WROTE : Mark.KEPT);
    }

    /** A write has failed; only what the connection says means it broke, an application's own exception does not. */
    void failed(Throwable e) {
        if (e instanceof IOException && !closed) {
            boolean ours = e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException;
            mark(ours ? Mark.CUT_OFF : Mark.PEER_GONE);
        } else {
            mark(Mark.KEPT);
        }
    }
}
