package dev.gatewayhealth.audit;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Peer;
import dev.gatewayhealth.proc.Listener;
import dev.gatewayhealth.proc.SocketTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The machine around the service, as far as the audit asks: who listens where, and what {@code localhost} is. Read when asked, by the
 * contract's thread.
 */
final class Surroundings {

    /** {@code __SO_ACCEPTCON} among the flags. */
    private static final String LISTENS = " 00010000 ";

    private final Path root;

    /** @param root of the file system */
    Surroundings(Path root) {
        this.root = root;
    }

    /** Whether {@code /etc/hosts} gives {@code localhost} an IPv4 and an IPv6 address, so that nginx has two servers in it. */
    boolean localhostHasTwoAddresses() {
        boolean four = false;
        boolean six = false;
        for (String line : lines(root.resolve("etc/hosts"))) {
            int comment = line.indexOf('#');
            String[] words =
                    (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+");
            for (int i = 1; i < words.length; i++) {
                if (words[i].equals("localhost")) {
                    four |= words[0].equals("127.0.0.1");
                    six |= words[0].equals("::1");
                }
            }
        }
        return four && six;
    }

    /** Whoever listens for TCP in our network namespace; null where the kernel does not tell. */
    @Nullable
    List<Listener> listeners() {
        try (SocketTable table = new SocketTable(root.resolve("proc"), System::nanoTime)) {
            return table.readListeners() ? table.listeners() : null;
        }
    }

    /** Whether one of these takes connections to that address. */
    static boolean takes(List<Listener> listeners, String host, int port) {
        for (Listener listener : listeners) {
            if (listener.port() == port && (listener.address().isAnyLocalAddress() || same(listener, host))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a socket's file is missing where its directory is there to be seen. */
    boolean missing(Peer socket) {
        String path = socket.unixPath();
        if (path == null || !path.startsWith("/")) {
            return false;
        }
        Path file = root.resolve(path.substring(1));
        Path directory = file.getParent();
        return directory != null && Files.isReadable(directory) && Files.isExecutable(directory) && !Files.exists(file);
    }

    /** Whether somebody listens on that socket in our network namespace, by the path it has for us ({@code /proc/net/unix}). */
    boolean listed(Peer socket) {
        String end = " " + socket.unixPath();
        for (String line : lines(root.resolve("proc/self/net/unix"))) {
            // 0000000000000000: 00000002 00000000 00010000 0001 01 11964 /run/app.sock
            if (line.endsWith(end) && line.contains(LISTENS)) {
                return true;
            }
        }
        return false;
    }

    Path file(Peer socket) {
        return root.resolve(String.valueOf(socket.unixPath()).substring(1));
    }

    /** Whether nginx, or whoever but us has its port, listens in our network namespace: only then is its 127.0.0.1 ours. */
    static boolean gatewayHere(List<Listening> gateway, List<Listener> listeners, List<Listening> ours) {
        for (Listening listen : gateway) {
            if (listen.unixPath() == null
                    && !ports(ours).contains(listen.port())
                    && takes(listeners, listen.everywhere() ? "0.0.0.0" : listen.address(), listen.port())) {
                return true;
            }
        }
        return false;
    }

    private static Set<Integer> ports(List<Listening> places) {
        Set<Integer> ports = new HashSet<>();
        for (Listening place : places) {
            ports.add(place.port());
        }
        return ports;
    }

    private static boolean same(Listener listener, String host) {
        InetAddress address = listener.address();
        if (host.equals("localhost")) {
            return address.isLoopbackAddress();
        }
        try {
            // Numbers only, which need no name server.
            return InetAddress.getByName(host).equals(address);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return List.of();
        }
    }
}
