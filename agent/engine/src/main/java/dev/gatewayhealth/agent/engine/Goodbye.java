package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.drain.Drain;
import dev.gatewayhealth.thread.OwnThread;

/**
 * What the JVM waits for when it is told to end: that everybody who polls has seen this instance leave, and that what it serves is
 * answered. A server that stops at the same time, in a hook of its own, is held back for the same reason; one that does not stop
 * would otherwise be gone in the middle of its requests.
 */
final class Goodbye implements Runnable {

    private final Drain drain;

    private Goodbye(Drain drain) {
        this.drain = drain;
    }

    static void of(Drain drain) {
        Thread thread = OwnThread.of("gateway-health-goodbye", new Goodbye(drain));
        try {
            Runtime.getRuntime().addShutdownHook(thread);
        } catch (IllegalStateException e) {
            // It ends already.
        }
    }

    @Override
    public void run() {
        try {
            drain.processEnds();
            drain.hold();
        } catch (RuntimeException | Error e) {
            // Nothing of ours may come to the service's own handler of uncaught exceptions.
            Stderr.say("this instance leaves without waiting for those who poll: " + e);
        }
    }
}
