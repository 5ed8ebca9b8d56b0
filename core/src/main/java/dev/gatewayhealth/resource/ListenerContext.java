package dev.gatewayhealth.resource;

/** What a listener is judged by beside its own probes; for the watchdog thread. */
public interface ListenerContext {

    /** {@return the strictest {@code proxy_connect_timeout} in seconds, as it is at the moment} */
    double connectSeconds();

    /** {@return the strictest {@code proxy_read_timeout} in seconds} */
    double readSeconds();

    /** {@return the directive that is, {@code proxy_timeout} in a stream server} */
    String readDirective();

    /** {@return the share of a limit from which it is near} */
    double warnAt();

    /** {@return whether one more request would find a thread and a connection now, as far as anybody can tell; false where nobody can} */
    boolean room();

    /**
     * {@return whether another listener of this service answers}
     *
     * @param than the one that is judged
     */
    boolean othersAnswer(ListenerHealth than);
}
