package dev.gatewayhealth.proc;

/** The state of a TCP socket, in the order in which Linux numbers them ({@code include/net/tcp_states.h}). */
public enum TcpState {
    /** A number no kernel known to us uses. */
    OTHER,
    /** Both sides may send. */
    ESTABLISHED,
    /** Our SYN waits for an answer. */
    SYN_SENT,
    /** The peer's SYN was answered. */
    SYN_RECV,
    /** Our FIN was sent. */
    FIN_WAIT1,
    /** Our FIN was acknowledged, the peer's has not come. */
    FIN_WAIT2,
    /** Over; only stray packets are waited for. */
    TIME_WAIT,
    /** Not connected. */
    CLOSE,
    /** The peer has sent its FIN and our side has not closed yet. */
    CLOSE_WAIT,
    /** Both FINs were sent, ours is not acknowledged. */
    LAST_ACK,
    /** Takes connections. */
    LISTEN,
    /** Both FINs were sent at the same time. */
    CLOSING,
    /** A handshake that no socket of its own was made for yet. */
    NEW_SYN_RECV;

    private static final TcpState[] BY_NUMBER = values();

    static TcpState of(int number) {
        return number > 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : OTHER;
    }
}
