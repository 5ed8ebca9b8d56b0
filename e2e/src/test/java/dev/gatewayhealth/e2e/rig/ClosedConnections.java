package dev.gatewayhealth.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Connections that are over and that the kernel keeps in TIME_WAIT for a minute, as on a machine that is much called. */
public final class ClosedConnections {

    /** As many as one address and port can have before the ephemeral ports run short for everybody else. */
    private static final int EACH = 4000;

    private static final String TIME_WAIT = " 06 ";

    private ClosedConnections() {}

    /** Makes so many and says how many there are now, whoever's they are. */
    public static long make(int count) {
        try {
            for (int made = 0; made < count; made += EACH) {
                makeAt("127.0.1." + (1 + made / EACH), Math.min(EACH, count - made));
            }
            return inTimeWait("/proc/net/tcp") + inTimeWait("/proc/net/tcp6");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long inTimeWait(String table) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(table))) {
            return lines.filter(line -> line.contains(TIME_WAIT)).count();
        }
    }

    private static void makeAt(String address, int count) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 16, InetAddress.getByName(address))) {
            InetSocketAddress there = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
            for (int i = 0; i < count; i++) {
                try (Socket caller = new Socket()) {
                    // From the address itself, so that no port of 127.0.0.1 is used up.
                    caller.bind(new InetSocketAddress(server.getInetAddress(), 0));
                    caller.connect(there);
                    server.accept().close();
                }
            }
        }
    }
}
