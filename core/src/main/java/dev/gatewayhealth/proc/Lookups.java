package dev.gatewayhealth.proc;

import dev.gatewayhealth.proc.SocketTable.Lookup;
import org.jspecify.annotations.Nullable;

/**
 * The wanted connections by their endpoints, hashed so that both lines of a connection, our side's and on loopback the
 * peer's, fall into the same chain: one probe a line.
 */
final class Lookups {

    private @Nullable Lookup[] chains = new @Nullable Lookup[64];
    private int size;

    int size() {
        return size;
    }

    @Nullable
    Lookup find(Endpoints wanted) {
        Lookup lookup = chains[index(hash(wanted))];
        while (lookup != null && !lookup.endpoints().equals(wanted)) {
            lookup = lookup.next;
        }
        return lookup;
    }

    void add(Lookup lookup) {
        if (size >= chains.length) {
            grow();
        }
        link(lookup);
        size++;
    }

    void remove(Lookup gone) {
        int index = index(hash(gone.endpoints()));
        Lookup before = null;
        for (Lookup each = chains[index]; each != null; before = each, each = each.next) {
            if (each == gone) {
                if (before == null) {
                    chains[index] = gone.next;
                } else {
                    before.next = gone.next;
                }
                gone.next = null;
                size--;
                return;
            }
        }
    }

    /** Those that may be meant by this line, chained by {@code next}. */
    @Nullable
    Lookup candidates(SocketLine line) {
        return chains[
                index(hash(
                        line.localHigh,
                        line.localLow,
                        line.localPort,
                        line.remoteHigh,
                        line.remoteLow,
                        line.remotePort))];
    }

    private void grow() {
        @Nullable Lookup[] old = chains;
        chains = new @Nullable Lookup[old.length * 2];
        for (Lookup chain : old) {
            Lookup each = chain;
            while (each != null) {
                Lookup following = each.next;
                link(each);
                each = following;
            }
        }
    }

    private void link(Lookup lookup) {
        int index = index(hash(lookup.endpoints()));
        lookup.next = chains[index];
        chains[index] = lookup;
    }

    private int index(int hash) {
        return hash & (chains.length - 1);
    }

    private static int hash(Endpoints ends) {
        return hash(
                ends.localHigh(),
                ends.localLow(),
                ends.localPort(),
                ends.remoteHigh(),
                ends.remoteLow(),
                ends.remotePort());
    }

    /** A sum of both ends, so the same whichever end stands first. */
    private static int hash(long high, long low, int port, long otherHigh, long otherLow, int otherPort) {
        long mixed = mix(high, low, port) + mix(otherHigh, otherLow, otherPort);
        return (int) (mixed ^ (mixed >>> 32));
    }

    private static long mix(long high, long low, int port) {
        long mixed = (high * 31 + low) * 0x9e3779b97f4a7c15L + port;
        mixed = (mixed ^ (mixed >>> 29)) * 0xbf58476d1ce4e5b9L;
        return mixed ^ (mixed >>> 32);
    }
}
