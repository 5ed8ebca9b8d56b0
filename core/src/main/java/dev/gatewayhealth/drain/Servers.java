package dev.gatewayhealth.drain;

/** What the servers of this JVM are told in the course of a drain. None of it waits, and none of it throws. */
public interface Servers {

    /** Where nobody can be told anything, as in a filter. */
    Servers NONE = new Servers() {
        @Override
        public void lastAnswers(boolean last) {}

        @Override
        public boolean turnAway(boolean away) {
            return false;
        }

        @Override
        public void stopListening() {}
    };

    /**
     * Whether each answer shall be the last one of its connection ({@code Connection: close}).
     *
     * @param last false when the drain was called off
     */
    void lastAnswers(boolean last);

    /**
     * Whether requests that can be repeated shall be answered with 503.
     *
     * @param away false when the drain was called off
     * @return false where the gateway is not known to repeat them elsewhere; then all go on being served
     */
    boolean turnAway(boolean away);

    /** No connection is accepted any more; what is open goes on being served. */
    void stopListening();
}
