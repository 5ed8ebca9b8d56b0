package dev.gatewayhealth.exchange;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The headers of responses, seen when they are handed to the connection. All are measured. Each is read, too, as long as not many of the
 * same length were since the watchdog's last look: what a service sends a thousand times a second it also sends a hundred times.
 *
 * <p>The request threads count down without synchronisation; they may read a few more or less.
 */
public final class ResponseHeads {

    /** How many of one length are read between two looks of the watchdog. */
    private static final byte EACH = 16;

    private static final int LENGTHS = 256;

    /** How many are noted between two looks. */
    private static final int MOST_NOTED = 64;

    private final byte[] unread = new byte[LENGTHS];
    private final ConcurrentLinkedQueue<SentHead> noted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger room = new AtomicInteger(MOST_NOTED);

    /** In bytes; written by the watchdog. */
    private volatile int large = Integer.MAX_VALUE;

    /** In bytes, since the watchdog last asked; a lost update costs one sample of a gauge. */
    private int largest;

    ResponseHeads() {
        refill();
    }

    // ---- the request thread ----

    /**
     * Measures one; says whether it is worth reading.
     *
     * @param bytes its size
     * @return whether it is worth reading
     */
    public boolean wanted(int bytes) {
        if (bytes > largest) {
            largest = bytes;
        }
        int length = bytes & LENGTHS - 1;
        byte left = unread[length];
        if (left > 0) {
            unread[length] = (byte) (left - 1);
            return true;
        }
        return bytes >= large;
    }

    /**
     * Reads one that is {@link #wanted}.
     *
     * @param view how the container's request objects are read
     * @param request the container's request object
     * @param head its bytes, from {@code from} to {@code to} by index; its position is left alone
     * @param from where it begins
     * @param to behind its last byte
     * @return whether nginx makes a failure of it, whichever version it is
     */
    public boolean look(RequestView view, Object request, ByteBuffer head, int from, int to) {
        long found = HeadScan.flaws(head, from, to);
        if ((found & HeadFlaw.INTERIM) != 0 && view.header(request, "expect") != null) {
            // Whoever asked for it expects it: nginx does not, unless it was told to pass that on.
            return false;
        }
        if (found != 0) {
            // What follows may have the same wrong with it.
            unread[to - from & LENGTHS - 1] = EACH;
        }
        if ((found != 0 || to - from >= large) && room.get() > 0 && room.getAndDecrement() > 0) {
            noted.add(SentHead.of(view, request, head, from, to, found));
        }
        return (found & HeadFlaw.FATAL) != 0;
    }

    // ---- the watchdog ----

    /**
     * From how many bytes on a header is worth a note.
     *
     * @param bytes its size
     */
    public void largeFrom(int bytes) {
        large = bytes;
    }

    /** {@return the next one that was noted, or null} When there are no more, others are read and noted again. */
    public @Nullable SentHead next() {
        SentHead next = noted.poll();
        if (next == null) {
            refill();
        }
        return next;
    }

    /** {@return the largest since this was last asked, in bytes; 0 if there was none} */
    public int takeLargest() {
        int most = largest;
        largest = 0;
        return most;
    }

    private void refill() {
        room.set(MOST_NOTED);
        for (int i = 0; i < LENGTHS; i++) {
            if (unread[i] != EACH) {
                unread[i] = EACH;
            }
        }
    }
}
