package dev.gatewayhealth.watch;

/**
 * Whether this instance is DOWN, with hysteresis: it takes so many bad ticks in a row to come and so many clean ones to go, because a
 * load balancer acts on every change.
 */
final class Verdict {

    private final int downAfter;
    private final int upAfter;
    private boolean down;
    private int inARow;

    Verdict(int downAfter, int upAfter) {
        this.downAfter = downAfter;
        this.upAfter = upAfter;
    }

    /** One resource tick. */
    void tick(boolean bad) {
        if (bad == down) {
            inARow = 0;
            return;
        }
        inARow++;
        if (inARow >= (down ? upAfter : downAfter)) {
            down = !down;
            inARow = 0;
        }
    }

    boolean down() {
        return down;
    }
}
