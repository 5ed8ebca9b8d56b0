package dev.gatewayhealth.proc;

/** The state of a TCP socket, in the order in which Linux numbers them ({@code include/net/tcp_states.h}). */
public enum TcpState {
    /** A number no kernel known to us uses. */
    OTHER,
    ESTABLISHED,
    SYN_SENT,
    SYN_RECV,
    FIN_WAIT1,
    FIN_WAIT2,
    TIME_WAIT,
    CLOSE,
    /** The peer has sent its FIN and our side has not closed yet. */
    CLOSE_WAIT,
    LAST_ACK,
    LISTEN,
    CLOSING,
    NEW_SYN_RECV;

    private static final TcpState[] BY_NUMBER = values();

    static TcpState of(int number) {
        return number > 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : OTHER;
    }
}
