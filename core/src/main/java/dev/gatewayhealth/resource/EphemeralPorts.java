package dev.gatewayhealth.resource;

import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.proc.PeerPorts;
import dev.gatewayhealth.proc.ProcNumbers;
import dev.gatewayhealth.proc.SocketTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The local ports a gateway on this host has taken for connections to one of our ports. The table is read whole only where all sockets of
 * the network namespace together could be half of the ports there are, and then no oftener than keeps it to a thousandth of a core.
 */
public final class EphemeralPorts implements Diagnosed {

    /** The resource's name in the report. */
    public static final String NAME = "ephemeral-ports";

    private static final String SOURCE = "net.ipv4.ip_local_port_range";
    private static final int SHARE = 1000;

    private final @Nullable SocketTable table;
    private final ListenQueues listeners;
    private final Ticker ticker;
    private final ProcNumbers sockets;
    private final ProcNumbers sockets6;
    private final ProcNumbers range;
    private Reading last = new Absent("not read yet");
    private boolean counted;
    private long nextNanos;

    /**
     * Of this network namespace.
     *
     * @param table the kernel's TCP sockets; null where they cannot be read
     * @param listeners knows our ports
     * @param ticker the clock; nanoseconds that only differences are taken of
     */
    public EphemeralPorts(@Nullable SocketTable table, ListenQueues listeners, Ticker ticker) {
        this.table = table;
        this.listeners = listeners;
        this.ticker = ticker;
        sockets = new ProcNumbers(Path.of("/proc/self/net/sockstat"));
        sockets6 = new ProcNumbers(Path.of("/proc/self/net/sockstat6"));
        range = new ProcNumbers(Path.of("/proc/sys/net/ipv4/ip_local_port_range"));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reading read() {
        int[] ports = listeners.ports();
        if (table == null || ports.length == 0) {
            return new Absent(
                    table == null ? "the kernel's table of sockets cannot be read here" : "no port of ours is known");
        }
        try {
            String[] ends = range.read().text().strip().split("\\s+");
            double most = Integer.parseInt(ends[1]) - Integer.parseInt(ends[0]) + 1;
            long all = atMost();
            if (all < most / 2) {
                counted = false;
                return new Usage((double) all, most, SOURCE, 0, Map.of("atMost", true));
            }
            return counted && ticker.nanos() - nextNanos < 0 ? last : count(ports, most);
        } catch (IOException e) {
            return new Absent(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public boolean foreseeable() {
        return false;
    }

    @Override
    public Diagnosis diagnosis(Thresholds thresholds) {
        return new EphemeralPortsDiagnosis(thresholds.warnAt());
    }

    /** All TCP sockets of the namespace, those in TIME_WAIT included: {@code TCP: inuse 5 orphan 0 tw 3 alloc 9 mem 1}. */
    private long atMost() throws IOException {
        return word(sockets, "TCP: inuse ") + word(sockets, " tw ") + word(sockets6, "TCP6: inuse ");
    }

    private static long word(ProcNumbers file, String before) throws IOException {
        String text = file.read().text();
        int at = text.indexOf(before);
        if (at < 0) {
            return 0;
        }
        int end = at + before.length();
        long value = 0;
        for (; end < text.length() && Character.isDigit(text.charAt(end)); end++) {
            value = value * 10 + text.charAt(end) - '0';
        }
        return value;
    }

    private Reading count(int[] ports, double most) {
        long start = ticker.nanos();
        PeerPorts peers = new PeerPorts(ports);
        SocketTable its = table;
        if (its == null || !its.count(peers)) {
            return new Absent(its == null ? "" : String.valueOf(its.problem()));
        }
        int fullest = peers.fullest();
        last = new Usage(
                peers.sockets(fullest),
                most,
                SOURCE,
                0,
                Map.of("timeWait", peers.timeWait(fullest), "port", peers.port(fullest)));
        long end = ticker.nanos();
        counted = true;
        nextNanos = end + (end - start) * SHARE;
        return last;
    }
}
