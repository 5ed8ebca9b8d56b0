package dev.gatewayhealth.watch;

/** Which of the gateway's clocks runs against an exchange. */
enum Phase {
    /** The gateway still has request body to hand over: {@code proxy_send_timeout}, between two writes. */
    RECEIVING("receiving"),

    /** It waits for the whole response header: {@code proxy_read_timeout}, which bytes do not restart. */
    BEFORE_HEADER("before-header"),

    /** It waits for the next bytes of the body: {@code proxy_read_timeout} again, restarted by each. */
    STREAMING("streaming");

    private final String word;

    Phase(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
