package dev.gatewayhealth.proc;

/**
 * Counts the sockets of this network namespace that were opened towards some of our ports, by whoever: each takes a local port away from
 * the one who connects. For use by one thread.
 */
public final class PeerPorts {

    /** {@code TCP_TIME_WAIT} in {@code include/net/tcp_states.h}. */
    private static final int TIME_WAIT = 6;

    private final int[] ports;
    private final int[] sockets;
    private final int[] timeWait;

    /**
     * Nothing counted yet.
     *
     * @param ports ours; at least one for anything to be counted
     */
    public PeerPorts(int... ports) {
        this.ports = ports.clone();
        this.sockets = new int[ports.length];
        this.timeWait = new int[ports.length];
    }

    /** {@return the index of the port with the most of them; -1 without any ports} */
    public int fullest() {
        int most = ports.length == 0 ? -1 : 0;
        for (int i = 1; i < ports.length; i++) {
            most = sockets[i] > sockets[most] ? i : most;
        }
        return most;
    }

    /**
     * {@return the port's number}
     *
     * @param index of the port, in the order they were named
     */
    public int port(int index) {
        return ports[index];
    }

    /**
     * {@return how many sockets were opened towards it, as of the last count}
     *
     * @param index of the port, in the order they were named
     */
    public int sockets(int index) {
        return sockets[index];
    }

    /**
     * {@return how many of them are over and only wait for stray packets}
     *
     * @param index of the port, in the order they were named
     */
    public int timeWait(int index) {
        return timeWait[index];
    }

    void count(SocketLine line) {
        for (int i = 0; i < ports.length; i++) {
            if (line.remotePort == ports[i]) {
                sockets[i]++;
                timeWait[i] += line.state == TIME_WAIT ? 1 : 0;
            }
        }
    }
}
