package dev.gatewayhealth.proc;

import java.nio.ByteOrder;

/**
 * One line of {@code /proc/net/tcp} or {@code tcp6}, parsed in place into fields that are used again for the next one.
 *
 * <p>Ports are hexadecimal numbers; an address is printed as 32-bit words, each in the byte order of the machine
 * ({@code net/ipv4/tcp_ipv4.c}, {@code net/ipv6/tcp_ipv6.c}).
 */
final class SocketLine {

    private final boolean swapped;

    long localHigh;
    long localLow;
    int localPort;
    long remoteHigh;
    long remoteLow;
    int remotePort;
    int state;
    long txQueue;
    long rxQueue;

    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private boolean valid;
    private long high;
    private long low;

    SocketLine(ByteOrder order) {
        swapped = order == ByteOrder.LITTLE_ENDIAN;
    }

    /** Parses the line in [from, to); false for the heading and for whatever else is no socket. */
    boolean parse(byte[] text, int from, int to) {
        bytes = text;
        at = from;
        end = to;
        valid = true;
        slot();
        address();
        localHigh = high;
        localLow = low;
        localPort = (int) hex(4);
        skip(' ');
        address();
        remoteHigh = high;
        remoteLow = low;
        remotePort = (int) hex(4);
        skip(' ');
        state = (int) hex(2);
        skip(' ');
        txQueue = hex(8);
        skip(':');
        rxQueue = hex(8);
        return valid;
    }

    /** The number of the socket, as {@code /proc/self/fd} names it too; -1 where the line has none. To be asked right after parsing. */
    long inode() {
        field(); // of the timer
        field(); // retransmissions
        field(); // user
        field(); // probes
        return number();
    }

    private void field() {
        while (at < end && bytes[at] == ' ') {
            at++;
        }
        while (at < end && bytes[at] != ' ') {
            at++;
        }
    }

    private long number() {
        while (at < end && bytes[at] == ' ') {
            at++;
        }
        int first = at;
        long value = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            value = value * 10 + bytes[at++] - '0';
        }
        return at > first ? value : -1;
    }

    /** The running number before the colon, as wide as it needs to be. */
    private void slot() {
        while (at < end && bytes[at] == ' ') {
            at++;
        }
        int first = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        valid = at > first;
        skip(':');
        skip(' ');
    }

    /** An address and the colon after it. */
    private void address() {
        int first = word();
        if (at < end && bytes[at] == ':') {
            high = 0;
            low = Endpoints.MAPPED | (first & 0xffffffffL);
        } else {
            high = ((long) first << 32) | (word() & 0xffffffffL);
            low = ((long) word() << 32) | (word() & 0xffffffffL);
        }
        skip(':');
    }

    private int word() {
        int printed = (int) hex(8);
        return swapped ? Integer.reverseBytes(printed) : printed;
    }

    private void skip(char expected) {
        valid &= at < end && bytes[at] == expected;
        at++;
    }

    private long hex(int digits) {
        if (!valid || end - at < digits) {
            valid = false;
            return 0;
        }
        long value = 0;
        for (int stop = at + digits; at < stop; at++) {
            value = (value << 4) | digit(bytes[at]);
        }
        return value;
    }

    private int digit(byte character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        if (character >= 'A' && character <= 'F') {
            return character - 'A' + 10;
        }
        valid = false;
        return 0;
    }
}
