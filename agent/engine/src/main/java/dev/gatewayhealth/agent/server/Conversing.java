package dev.gatewayhealth.agent.server;

import dev.gatewayhealth.exchange.Exchanges;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kind of server whose connections carry what is known of their requests. */
public interface Conversing extends ServerKind {

    /**
     * {@return what follows a connection on which these messages were decoded; null if it is not one of a server's}
     *
     * @param messages in order
     * @param exchanges those in flight
     * @param poll asks the endpoint
     */
    @Nullable
    Conversation conversation(List<?> messages, Exchanges exchanges, Poll poll);
}
