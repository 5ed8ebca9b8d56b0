package dev.gatewayhealth.servlet;

/** What a filter can say of an exchange. The agent's bridge knows each by its number. */
enum Mark {
    /** It has ended. */
    ENDED(0),
    /** The calling thread goes on with it. */
    RESUMED(1),
    /** The calling thread leaves it, and it goes on asynchronously. */
    LEFT(2),
    /** The response header was handed to the connection. */
    COMMITTED(3),
    /** All of the response was handed to the connection. */
    DELIVERED(4),
    /** A write begins. */
    WRITING(5),
    /** A write is over, and bytes have left. */
    WROTE(6),
    /** A write is over, and what it wrote may lie in a buffer. */
    KEPT(7),
    /** A write failed, the other end is gone. */
    PEER_GONE(8),
    /** A write failed, our own side gave up. */
    CUT_OFF(9);

    final int number;

    Mark(int number) {
        this.number = number;
    }
}
