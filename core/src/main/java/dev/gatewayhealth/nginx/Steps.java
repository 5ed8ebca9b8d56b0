package dev.gatewayhealth.nginx;

/**
 * What one question may spend on regular expressions, however many of them are asked: a configuration may hold thousands that each
 * take as long as they are let. For one thread.
 */
final class Steps {

    /** For where no regular expression can be asked. */
    static final Steps NONE = new Steps(0);

    /** Some 30 ms; a thousand honest expressions take a tenth of it. */
    private static final int IN_ALL = 4_000_000;

    /** PCRE gives up at ten million; a service should not spend that much on guessing. */
    private static final int MOST_AT_ONCE = 400_000;

    private int left;

    private Steps(int left) {
        this.left = left;
    }

    static Steps begin() {
        return new Steps(IN_ALL);
    }

    /** How many looks at characters the next search may take. */
    int most() {
        return Math.min(left, MOST_AT_ONCE);
    }

    void spent(int looks) {
        left = Math.max(0, left - looks);
    }
}
