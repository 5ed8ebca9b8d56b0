package dev.gatewayhealth.proc;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's table of TCP sockets in our network namespace, {@code /proc/self/net/tcp} and {@code tcp6}, read in one
 * pass for all the connections somebody wants to know about; for use by one thread, the watchdog.
 *
 * <p>The kernel prints the table page by page and lets connections come and go in between, so in rare cases a line is
 * missed. Who acts on {@link Lookup#gone} and can wait for a second reading asks for two {@link Lookup#absences}.
 */
public final class SocketTable implements AutoCloseable {

    /** Lines read in a row: about a millisecond where the code is still interpreted. */
    private static final int WITHOUT_PAUSE = 256;

    /** No longer than a line of the shorter table ({@code TMPSZ} in {@code net/ipv4/tcp_ipv4.c}). */
    private static final int ONE_LINE = 150;

    private final Path ipv6Path;
    private final ProcFile ipv4;
    private final ProcFile ipv6;
    private final LongSupplier nanoTime;
    private final SocketLine line = new SocketLine(ByteOrder.nativeOrder());
    private final SocketLines lines;
    private final Lookups lookups = new Lookups();
    private final Listeners listeners = new Listeners();
    private final long[] localPorts = new long[65536 / Long.SIZE];

    /** Java listens on IPv6 sockets even for IPv4, unless it is told not to. */
    private boolean listenersInIpv6 = true;

    private long attempts;
    private long completed;
    private boolean complete;
    private long readNanos;
    private @Nullable String problem;
    private @Nullable Meanwhile between;

    /**
     * Opens the tables and holds them.
     *
     * @param proc the root of the proc file system
     * @param nanoTime the clock that tells how long a reading took
     */
    public SocketTable(Path proc, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        Path net = proc.resolve("self").resolve("net");
        ipv6Path = net.resolve("tcp6");
        ipv4 = new ProcFile(net.resolve("tcp"));
        ipv6 = new ProcFile(ipv6Path);
        lines = new SocketLines(ipv4);
    }

    /** {@return the tables of this process} */
    public static SocketTable ofThisProcess() {
        return new SocketTable(Path.of("/proc"), new NanoTime());
    }

    /**
     * Wants to know about a connection from the next {@link #read} on. Whoever wants the same connection shares the
     * answer, and each of them gives it back with {@link #remove}.
     *
     * @param endpoints both ends of the connection
     * @return the answer, made anew by each reading
     */
    public Lookup add(Endpoints endpoints) {
        Lookup lookup = lookups.find(endpoints);
        if (lookup == null) {
            lookup = new Lookup(endpoints, completed - 1);
            lookups.add(lookup);
        }
        lookup.users++;
        return lookup;
    }

    /**
     * Gives an answer back that {@link #add} handed out.
     *
     * @param lookup not to be asked after that
     */
    public void remove(Lookup lookup) {
        if (lookup.users > 0 && --lookup.users == 0) {
            lookups.remove(lookup);
        }
    }

    /** {@return how many connections somebody wants to know about} */
    public int wanted() {
        return lookups.size();
    }

    /** Called now and then while a long table is being read, and once at its end. */
    public interface Meanwhile {

        /**
         * Asked now and then while a table is read.
         *
         * @param nanos on the clock of the table
         */
        void at(long nanos);
    }

    /** {@return whether both tables were read to their end} If not, every answer is unknown. */
    public boolean read() {
        return read(null);
    }

    /**
     * {@return the same} {@code meanwhile} must not ask for answers, which are being made.
     *
     * @param meanwhile asked now and then, as a reading may take long; null for nobody
     */
    public boolean read(@Nullable Meanwhile meanwhile) {
        between = meanwhile;
        attempts++;
        Arrays.fill(localPorts, 0);
        complete = scan(false);
        if (complete) {
            completed++;
        }
        pause();
        between = null;
        return complete;
    }

    /** {@return whether {@link #listeners} were read, which come first in each table} The answers stay those of the last {@link #read}. */
    public boolean readListeners() {
        return scan(true);
    }

    /**
     * Reads {@link #listeners} of these ports and no further, one line at a time. To come to the first connection the kernel may have
     * to walk through all of an almost empty hash table, which takes it a millisecond or two; so it is not asked for one.
     *
     * @param ports from 1 to 65535
     * @return whether each port was found
     */
    public boolean readListeners(int[] ports) {
        listeners.clear();
        problem = null;
        boolean[] found = new boolean[ports.length];
        ProcFile first = listenersInIpv6 ? ipv6 : ipv4;
        if (collect(first, ports, found)) {
            return true;
        }
        boolean all = collect(listenersInIpv6 ? ipv4 : ipv6, ports, found);
        listenersInIpv6 ^= all;
        return all;
    }

    /**
     * {@return whether both tables were read to their end for these counts alone} The answers to others stay those of the last {@link
     * #read}.
     *
     * @param peers counts them
     */
    public boolean count(PeerPorts peers) {
        problem = null;
        return count(ipv4, peers) && (ipv6Absent() || count(ipv6, peers));
    }

    /**
     * {@return whether both tables were read to their end for the other sides of these sockets alone} The answers to others stay those of
     * the last {@link #read}.
     *
     * @param sockets counts them
     */
    public boolean count(OtherEnds sockets) {
        problem = null;
        return count(ipv4, sockets) && (ipv6Absent() || count(ipv6, sockets));
    }

    /** {@return who listens, as of the last reading of either kind} */
    public List<Listener> listeners() {
        return listeners.toList();
    }

    /** {@return why the last reading failed, or null if it did not} */
    public @Nullable String problem() {
        return problem;
    }

    /** {@return how long the last reading took, in nanoseconds; who reads on a schedule keeps its share of a core by it} */
    public long readNanos() {
        return readNanos;
    }

    @Override
    public void close() {
        ipv4.close();
        ipv6.close();
    }

    private boolean scan(boolean listenersOnly) {
        long start = nanoTime.getAsLong();
        listeners.clear();
        problem = null;
        boolean whole = scan(ipv4, listenersOnly) && (ipv6Absent() || scan(ipv6, listenersOnly));
        readNanos = nanoTime.getAsLong() - start;
        return whole;
    }

    /** Without IPv6 in the kernel the second table does not exist, and nothing is missing. */
    private boolean ipv6Absent() {
        return !ipv6.isOpen() && Files.notExists(ipv6Path);
    }

    private void pause() {
        Meanwhile its = between;
        if (its != null) {
            its.at(nanoTime.getAsLong());
        }
    }

    private boolean scan(ProcFile file, boolean listenersOnly) {
        if (lines.start(file)) {
            for (int count = 1; lines.next(line); count++) {
                if (count % WITHOUT_PAUSE == 0) {
                    pause();
                }
                boolean listening = TcpState.of(line.state) == TcpState.LISTEN;
                if (listening) {
                    listeners.add(line);
                } else if (listenersOnly) {
                    break;
                }
                if (!listenersOnly) {
                    seen(line);
                }
            }
        }
        problem = file.problem();
        return problem == null;
    }

    private boolean collect(ProcFile file, int[] ports, boolean[] found) {
        int missing = 0;
        for (boolean each : found) {
            missing += each ? 0 : 1;
        }
        if (missing > 0 && lines.start(file, ONE_LINE)) {
            while (missing > 0 && lines.next(line) && TcpState.of(line.state) == TcpState.LISTEN) {
                for (int i = 0; i < ports.length; i++) {
                    if (ports[i] == line.localPort) {
                        listeners.add(line);
                        missing -= found[i] ? 0 : 1;
                        found[i] = true;
                    }
                }
            }
        }
        return missing == 0;
    }

    private boolean count(ProcFile file, PeerPorts peers) {
        if (lines.start(file)) {
            while (lines.next(line)) {
                peers.count(line);
            }
        }
        problem = file.problem();
        return problem == null;
    }

    private boolean count(ProcFile file, OtherEnds sockets) {
        if (lines.start(file)) {
            while (lines.next(line)) {
                sockets.count(line);
            }
        }
        problem = file.problem();
        return problem == null;
    }

    private void seen(SocketLine line) {
        localPorts[line.localPort / Long.SIZE] |= 1L << line.localPort;
        for (Lookup each = lookups.candidates(line); each != null; each = each.next) {
            each.offer(line);
        }
    }

    /** What the table says of one wanted connection, as of the last whole reading. */
    public final class Lookup {

        private final Endpoints endpoints;
        private int users;
        private long seenIn;
        private long seenAfter;
        private long peerSeenIn;
        private TcpState state = TcpState.OTHER;
        private long txQueue;
        private long rxQueue;
        private long peerRxQueue;

        @Nullable
        Lookup next;

        private Lookup(Endpoints endpoints, long seenAfter) {
            this.endpoints = endpoints;
            this.seenAfter = seenAfter;
        }

        /** {@return both ends of the connection} */
        public Endpoints endpoints() {
            return endpoints;
        }

        /** {@return whether the last reading was whole; if not, {@link #found} and {@link #gone} are both false} */
        public boolean known() {
            return complete;
        }

        /** {@return whether the last reading was whole and the connection in it} */
        public boolean found() {
            return complete && seenIn == attempts;
        }

        /** {@return whether the connection is not in the table, although its local port is: closed, reset, or forgotten} */
        public boolean gone() {
            return complete && seenIn != attempts && portSeen();
        }

        /** {@return whether it was found by any reading} */
        public boolean everFound() {
            return seenIn != 0;
        }

        /** {@return whether any socket of the same local port was in the table, so that an absence can be believed} */
        public boolean portSeen() {
            return complete && (localPorts[endpoints.localPort() / Long.SIZE] & (1L << endpoints.localPort())) != 0;
        }

        /** {@return in how many whole readings in a row, up to the last one, it was missing; since it was wanted} */
        public long absences() {
            return Math.max(0, completed - seenAfter - 1);
        }

        /** {@return the state when it was last found, {@link TcpState#OTHER} if it never was} */
        public TcpState state() {
            return state;
        }

        /** {@return bytes written by the service that the peer's kernel has not acknowledged, when it was last found} */
        public long txQueue() {
            return txQueue;
        }

        /** {@return bytes received that the service has not read, when it was last found} A FIN not yet read counts as one. */
        public long rxQueue() {
            return rxQueue;
        }

        /** {@return bytes the peer has received and not read; empty where the peer is not in this network namespace} */
        public OptionalLong peerRxQueue() {
            return complete && peerSeenIn == attempts ? OptionalLong.of(peerRxQueue) : OptionalLong.empty();
        }

        private void offer(SocketLine line) {
            if (line.localPort == endpoints.localPort()
                    && line.remotePort == endpoints.remotePort()
                    && line.localLow == endpoints.localLow()
                    && line.remoteLow == endpoints.remoteLow()
                    && line.localHigh == endpoints.localHigh()
                    && line.remoteHigh == endpoints.remoteHigh()) {
                seenIn = attempts;
                seenAfter = completed;
                state = TcpState.of(line.state);
                txQueue = line.txQueue;
                rxQueue = line.rxQueue;
            } else if (line.localPort == endpoints.remotePort()
                    && line.remotePort == endpoints.localPort()
                    && line.localLow == endpoints.remoteLow()
                    && line.remoteLow == endpoints.localLow()
                    && line.localHigh == endpoints.remoteHigh()
                    && line.remoteHigh == endpoints.localHigh()) {
                peerSeenIn = attempts;
                peerRxQueue = line.rxQueue;
            }
        }
    }

    /** The clock of the JVM. */
    private static final class NanoTime implements LongSupplier {

        @Override
        public long getAsLong() {
            return System.nanoTime();
        }
    }
}
