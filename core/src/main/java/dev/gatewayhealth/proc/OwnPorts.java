package dev.gatewayhealth.proc;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The TCP ports that this process itself listens on: {@code /proc/self/net/tcp} and {@code tcp6} tell who listens, {@code /proc/self/fd}
 * which of those sockets are ours. Read when asked; for use by one thread.
 */
public final class OwnPorts {

    /** Descriptors are looked through one by one, and a process may have a million. */
    private static final int DESCRIPTORS = 4096;

    /** Connections come behind the listeners, and there may be as many. */
    private static final int LINES = 4096;

    private static final String LISTEN = "0A";

    private final Path self;
    private final Set<Integer> used = new HashSet<>();

    /**
     * Nothing looked at yet.
     *
     * @param proc the root of the proc file system
     */
    public OwnPorts(Path proc) {
        self = proc.resolve("self");
    }

    /** {@return the ports as of now; empty where the kernel does not tell, or too much} */
    public Set<Integer> listening() {
        return look(null);
    }

    /**
     * {@return which of those ports are ours; {@link #used} is not known then}
     *
     * @param among the ports that matter
     */
    public Set<Integer> listening(Set<Integer> among) {
        return look(among);
    }

    private Set<Integer> look(@Nullable Set<Integer> among) {
        used.clear();
        Map<String, Integer> sockets = new HashMap<>();
        try {
            read(self.resolve("net/tcp"), sockets, among != null);
            read(self.resolve("net/tcp6"), sockets, among != null);
            if (among != null) {
                sockets.values().retainAll(among);
            }
            return sockets.isEmpty() ? Set.of() : ours(sockets);
        } catch (IOException | RuntimeException e) {
            return Set.of();
        }
    }

    /**
     * {@return whether, as of the last look, somebody was connected to that port of this machine, or had been in the last minute}
     *
     * @param port of this machine
     */
    public boolean used(int port) {
        return used.contains(port);
    }

    private void read(Path table, Map<String, Integer> sockets, boolean listenersOnly) throws IOException {
        if (!Files.exists(table)) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(table, StandardCharsets.ISO_8859_1)) {
            lines.readLine();
            String line = lines.readLine();
            boolean wanted = true;
            for (int count = 0; line != null && wanted && count < LINES; count++) {
                boolean listens = take(line.strip().split(" +"), sockets);
                wanted = listens || !listenersOnly;
                line = lines.readLine();
            }
        }
    }

    /** The columns of {@code net/ipv4/tcp_ipv4.c}: number, local, remote, state, queues, timer, retransmits, user, timeout, inode. */
    private boolean take(String[] columns, Map<String, Integer> sockets) {
        boolean listens = columns.length > 9 && columns[3].equals(LISTEN);
        if (listens) {
            sockets.put("socket:[" + columns[9] + "]", port(columns[1]));
        } else if (columns.length > 3) {
            used.add(port(columns[1]));
            used.add(port(columns[2]));
        }
        return listens;
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }

    private Set<Integer> ours(Map<String, Integer> sockets) throws IOException {
        Set<Integer> ports = new TreeSet<>();
        int seen = 0;
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(self.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (++seen > DESCRIPTORS) {
                    return Set.of();
                }
                Integer port = sockets.get(target(descriptor));
                if (port != null) {
                    ports.add(port);
                }
            }
        }
        return ports;
    }

    /** What a descriptor is of; null if it was closed meanwhile. */
    private static @Nullable String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return null;
        }
    }
}
