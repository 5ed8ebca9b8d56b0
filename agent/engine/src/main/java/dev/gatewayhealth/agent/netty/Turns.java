package dev.gatewayhealth.agent.netty;

import org.jspecify.annotations.Nullable;

/** The requests of a connection that are not over, oldest first: with pipelining there may be several. */
final class Turns {

    @Nullable
    Turn oldest;

    private @Nullable Turn newest;

    void add(Turn turn) {
        Turn last = newest;
        if (last == null) {
            oldest = turn;
        } else {
            last.next = turn;
        }
        newest = turn;
    }

    void removeOldest() {
        Turn first = oldest;
        if (first != null) {
            oldest = first.next;
            if (oldest == null) {
                newest = null;
            }
        }
    }

    /** The one whose response is on its way or is the next to come. */
    @Nullable
    Turn answering() {
        Turn turn = oldest;
        while (turn != null && turn.delivered) {
            turn = turn.next;
        }
        return turn;
    }
}
