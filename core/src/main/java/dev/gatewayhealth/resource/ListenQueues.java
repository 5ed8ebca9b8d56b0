package dev.gatewayhealth.resource;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.proc.Listener;
import dev.gatewayhealth.proc.SocketTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many connections the kernel holds for each of our listeners until they are accepted, read for all of them at once; for use by
 * the watchdog thread. Only as long as somebody follows one; once a second, and four times while somebody waits.
 */
public final class ListenQueues {

    private static final long EVERY = 250_000_000;
    private static final long WHILE_EMPTY = 1_000_000_000;

    private final @Nullable SocketTable table;
    private final ListenOverflows overflows;
    private final List<Listening> followed = new ArrayList<>();
    private List<Listener> listeners = List.of();
    private @Nullable String problem = "not read yet";
    private boolean begun;
    private long lastNanos;
    private boolean waits;
    private long waitingSince;

    /**
     * Follows nobody yet.
     *
     * @param table null where the kernel's table cannot be read
     */
    public ListenQueues(@Nullable SocketTable table) {
        this(table, new ListenOverflows());
    }

    ListenQueues(@Nullable SocketTable table, ListenOverflows overflows) {
        this.table = table;
        this.overflows = overflows;
    }

    /** Somebody will ask for the queue of that listener. */
    void follow(Listening listening) {
        if (!followed.contains(listening)) {
            followed.add(listening);
        }
    }

    /**
     * Reads them if it is time to.
     *
     * @param nanos the time on the watchdog's clock
     */
    public void look(long nanos) {
        if (followed.isEmpty() || (begun && nanos - lastNanos < (waits ? EVERY : WHILE_EMPTY))) {
            return;
        }
        begun = true;
        lastNanos = nanos;
        read();
    }

    private boolean somebodyWaits() {
        for (Listening each : followed) {
            if (waiting(each) > 0) {
                return true;
            }
        }
        return false;
    }

    void read() {
        if (table == null) {
            problem = "the kernel's table of sockets cannot be read here";
        } else if ((table.readListeners(ports()) && allFollowedSeen(table.listeners())) || table.readListeners()) {
            problem = null;
            listeners = table.listeners();
        } else {
            problem = table.problem();
            listeners = List.of();
        }
        boolean before = waits;
        waits = somebodyWaits();
        waitingSince = waits && before ? waitingSince : lastNanos;
        overflows.read();
    }

    /** Another process may listen on the same port of another address; then the one that is ours comes later. */
    private boolean allFollowedSeen(List<Listener> seen) {
        listeners = seen;
        for (Listening each : followed) {
            if (each.unixPath() == null && waiting(each) < 0) {
                return false;
            }
        }
        return true;
    }

    /** How many wait to be accepted there; negative if that is not known. */
    long waiting(Listening listening) {
        long most = -1;
        for (Listener each : listeners) {
            if (each.port() == listening.port() && listening.unixPath() == null && same(listening, each)) {
                most = Math.max(most, each.acceptQueue());
            }
        }
        return most;
    }

    /**
     * {@return for how long somebody has waited at every reading, in nanoseconds; 0 if at the last nobody did}
     *
     * @param nanos the time on the watchdog's clock
     */
    public long waitedNanos(long nanos) {
        return waits ? nanos - waitingSince : 0;
    }

    /** How many connections were dropped in this network namespace because some accept queue was full; since it is read. */
    long overflowed() {
        return overflows.count();
    }

    /** The TCP ports somebody follows, each once. */
    int[] ports() {
        int[] ports = new int[followed.size()];
        int size = 0;
        for (Listening each : followed) {
            boolean known = each.unixPath() != null;
            for (int i = 0; i < size; i++) {
                known |= ports[i] == each.port();
            }
            if (!known) {
                ports[size++] = each.port();
            }
        }
        return Arrays.copyOf(ports, size);
    }

    /** Why the queue of that listener is not known. */
    String reason(Listening listening) {
        if (listening.unixPath() != null) {
            return "the kernel tells nothing of the queue of a unix socket";
        }
        return problem != null ? problem : "nobody listens on port " + listening.port() + " in this network namespace";
    }

    private static boolean same(Listening ours, Listener listener) {
        return ours.everywhere()
                || listener.address().isAnyLocalAddress()
                || listener.address().getHostAddress().equals(ours.address());
    }
}
