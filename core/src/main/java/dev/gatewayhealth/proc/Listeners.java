package dev.gatewayhealth.proc;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The LISTEN lines of the last reading, kept as numbers until somebody asks. */
final class Listeners {

    private static final int FIELDS = 4;

    private long[] fields = new long[FIELDS * 16];
    private int size;

    void clear() {
        size = 0;
    }

    void add(SocketLine line) {
        int at = size * FIELDS;
        if (at == fields.length) {
            fields = Arrays.copyOf(fields, fields.length * 2);
        }
        fields[at] = line.localHigh;
        fields[at + 1] = line.localLow;
        fields[at + 2] = line.localPort;
        fields[at + 3] = line.rxQueue;
        size++;
    }

    List<Listener> toList() {
        List<Listener> list = new ArrayList<>(size);
        for (int at = 0; at < size * FIELDS; at += FIELDS) {
            list.add(new Listener(address(fields[at], fields[at + 1]), (int) fields[at + 2], fields[at + 3]));
        }
        return List.copyOf(list);
    }

    /** An address mapped into IPv6 comes back as IPv4. */
    private static InetAddress address(long high, long low) {
        try {
            return InetAddress.getByAddress(
                    ByteBuffer.allocate(16).putLong(high).putLong(low).array());
        } catch (UnknownHostException e) {
            throw new AssertionError("16 bytes are an address", e);
        }
    }
}
