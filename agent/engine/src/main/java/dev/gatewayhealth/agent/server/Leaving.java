package dev.gatewayhealth.agent.server;

/** How a listener is led out of service. Any thread may call; neither waits for requests. */
public interface Leaving {

    /**
     * Whether each answer shall be the last one of its connection from now on.
     *
     * @param last false when the drain was called off
     */
    void lastAnswers(boolean last);

    /** Accepts no connection any more; what is open goes on being served. */
    void stopListening();
}
