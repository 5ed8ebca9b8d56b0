package dev.gatewayhealth.proc;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * With whom some of our TCP sockets are connected, and how many of them the other end has closed and we have not. For use by one thread.
 */
public final class OtherEnds {

    /** The numbers of the sockets that are asked for, sorted. */
    private final long[] inodes;

    /** Where we listen; the kernel prints those lines first. */
    private final BitSet listening = new BitSet();

    private final Map<String, int[]> peers = new HashMap<>();

    /**
     * Nothing found yet.
     *
     * @param inodes the numbers of the sockets to look for, as in {@code socket:[12345]}, in ascending order
     */
    public OtherEnds(long... inodes) {
        this.inodes = inodes.clone();
    }

    /**
     * One other end.
     *
     * @param peer address and port; without the port where it was they who connected
     * @param sockets how many lead there
     * @param closeWait how many of them they have closed, and we have not
     */
    public record Peer(String peer, int sockets, int closeWait) {}

    /**
     * {@return the other ends with the most sockets, the most first}
     *
     * @param count how many at most
     */
    public List<Peer> most(int count) {
        List<Peer> most = new ArrayList<>();
        for (Map.Entry<String, int[]> each : peers.entrySet()) {
            most.add(new Peer(each.getKey(), each.getValue()[0], each.getValue()[1]));
        }
        most.sort(Comparator.comparingInt(Peer::sockets).reversed().thenComparing(Peer::peer));
        return List.copyOf(most.subList(0, Math.min(count, most.size())));
    }

    void count(SocketLine line) {
        TcpState state = TcpState.of(line.state);
        if (state == TcpState.LISTEN) {
            listening.set(line.localPort);
        } else if (Arrays.binarySearch(inodes, line.inode()) >= 0) {
            String address = address(line.remoteHigh, line.remoteLow);
            String peer = listening.get(line.localPort) ? address : address + ":" + line.remotePort;
            int[] its = peers.computeIfAbsent(peer, ignored -> new int[2]);
            its[0]++;
            its[1] += state == TcpState.CLOSE_WAIT ? 1 : 0;
        }
    }

    private static String address(long high, long low) {
        byte[] bytes = new byte[16];
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[i] = (byte) (high >>> (56 - 8 * i));
            bytes[Long.BYTES + i] = (byte) (low >>> (56 - 8 * i));
        }
        try {
            // An IPv4 address in IPv6 clothes becomes the plain one.
            String text = InetAddress.getByAddress(bytes).getHostAddress();
            return text.indexOf(':') < 0 ? text : "[" + text + "]";
        } catch (UnknownHostException e) {
            return "an unknown address";
        }
    }
}
