package dev.gatewayhealth.agent.container;

/** A server with the contract's application on it; all that differs from server to server. */
public interface Container {

    /** Starts it on a free loopback port and says which. */
    int start() throws Exception;

    void stop() throws Exception;

    /** What the server's listening hook hands over, in its order, once it has started; none where no test asks. */
    default Object[] listeners() {
        return new Object[0];
    }
}
