package dev.gatewayhealth.resource;

/** What a listener is judged by beside its own probes; for the watchdog thread. */
public interface ListenerContext {

    /** The strictest {@code proxy_connect_timeout}, as it is at the moment. */
    double connectSeconds();

    /** The strictest {@code proxy_read_timeout}. */
    double readSeconds();

    /** The share of a limit from which it is near. */
    double warnAt();

    /** Whether one more request would find a thread and a connection now, as far as anybody can tell; false where nobody can. */
    boolean room();

    /** Whether another listener of this service answers. */
    boolean othersAnswer(ListenerHealth than);
}
