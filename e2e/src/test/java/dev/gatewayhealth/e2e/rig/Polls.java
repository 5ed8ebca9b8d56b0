package dev.gatewayhealth.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Polls of the health path at an admin listener, each on a connection of its own, and how long each took. */
public final class Polls {

    private static final byte[] REQUEST = "GET /gateway-health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private static final int PATIENCE_MILLIS = 10_000;

    private final int port;
    private final List<Long> nanos = new ArrayList<>();
    private int answered;

    public Polls(int port) {
        this.port = port;
    }

    /** One after the other. */
    public Polls oneByOne(int count) {
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            try (Socket socket = connect()) {
                socket.getOutputStream().write(REQUEST);
                read(socket);
            } catch (IOException e) {
                throw new UncheckedIOException("poll " + i, e);
            }
            nanos.add(System.nanoTime() - start);
        }
        return this;
    }

    /** Polls until it says something else than that, and says how long that took, in milliseconds. */
    public long untilItSaysOtherThan(String status) {
        long start = System.nanoTime();
        while (true) {
            try (Socket socket = connect()) {
                socket.getOutputStream().write(REQUEST);
                if (!read(socket).contains("\r\nX-Gateway-Health: " + status + "\r\n")) {
                    return (System.nanoTime() - start) / 1_000_000;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** All at once: all connect, then all ask, then all are listened to. */
    public Polls atOnce(int count) {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(connect());
            }
            long start = System.nanoTime();
            for (Socket socket : sockets) {
                socket.getOutputStream().write(REQUEST);
            }
            for (Socket socket : sockets) {
                read(socket);
                nanos.add(System.nanoTime() - start);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            sockets.forEach(Polls::close);
        }
        return this;
    }

    /** Connections that send one byte of a request and then nothing. */
    public List<Socket> slowLoris(int count) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Socket socket = connect();
            socket.getOutputStream().write('G');
            sockets.add(socket);
        }
        return sockets;
    }

    public int answered() {
        return answered;
    }

    /** For people: how many, and how long they took. */
    @Override
    public String toString() {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return "%d polls answered, p50 %.2f ms, p99 %.2f ms, longest %.2f ms"
                .formatted(
                        answered,
                        sorted[sorted.length / 2] / 1e6,
                        sorted[(int) (sorted.length * 0.99)] / 1e6,
                        Arrays.stream(sorted).max().orElse(0) / 1e6);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        return socket;
    }

    private String read(Socket socket) throws IOException {
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (!answer.startsWith("HTTP/1.1 200 ") && !answer.startsWith("HTTP/1.1 503 ")) {
            throw new IOException("not an answer: " + answer);
        }
        answered++;
        return answer;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone.
        }
    }
}
