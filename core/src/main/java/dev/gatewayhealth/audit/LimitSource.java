package dev.gatewayhealth.audit;

/**
 * A listener that can be asked what it tolerates. It is asked on the contract's own thread and only when there is a contract to judge, so
 * reading may use reflection, which a server's start must not wait for.
 */
@FunctionalInterface
public interface LimitSource {

    /**
     * {@return what the listener tolerates} May throw what reflection on a server nobody has seen before may throw: then nothing is known
     * of this listener.
     */
    ListenerLimits limits();
}
