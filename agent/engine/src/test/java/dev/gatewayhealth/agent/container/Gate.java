package dev.gatewayhealth.agent.container;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Where the application waits until the test lets it go on; reached from the server's class loader, so it is one for all tests, which
 * run one after the other.
 */
public final class Gate {

    private static volatile Gate current = new Gate();

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);
    private volatile Thread waiting;

    private Gate() {}

    /** A new one, closed. */
    static Gate closed() {
        current = new Gate();
        return current;
    }

    /** Waits at the current gate; a gate nobody opens is the end of the test. */
    public static void pass() {
        current.enter();
    }

    private void enter() {
        waiting = Thread.currentThread();
        arrived.countDown();
        await(opened);
    }

    /** The thread that waits here, once one does. */
    Thread visitor() {
        await(arrived);
        return waiting;
    }

    void open() {
        opened.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
