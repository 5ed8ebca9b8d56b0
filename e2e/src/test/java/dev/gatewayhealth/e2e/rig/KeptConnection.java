package dev.gatewayhealth.e2e.rig;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** One connection on which a caller sends one request after the other. */
public final class KeptConnection implements AutoCloseable {

    private static final int PATIENCE = 60_000;

    private final Socket socket;
    private final InputStream in;

    private KeptConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    public static KeptConnection to(int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE);
            return new KeptConnection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether whoever listens on that port of this machine has closed a connection that its peer has not. */
    public static boolean closedBy(int port) {
        String closed = String.format(Locale.ROOT, ":%04X 08 ", port);
        try {
            return Files.readString(Path.of("/proc/net/tcp")).contains(closed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request without a body, and waits for all of the answer. */
    public int call(String method, String target) {
        send(method, target);
        return status();
    }

    /** Sends a request without a body. */
    public void send(String method, String target) {
        String request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the answer to the oldest request, once all of it is here. */
    public int status() {
        try {
            String status = line();
            long length = 0;
            boolean chunked = false;
            for (String line = line(); !line.isEmpty(); line = line()) {
                String header = line.toLowerCase(Locale.ROOT);
                chunked |= header.equals("transfer-encoding: chunked");
                length = header.startsWith("content-length: ") ? Long.parseLong(header.substring(16)) : length;
            }
            in.skipNBytes(length);
            while (chunked) {
                long chunk = Long.parseLong(line(), 16);
                in.skipNBytes(chunk + 2);
                chunked = chunk > 0;
            }
            return Integer.parseInt(status.split(" ")[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ended in " + line);
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
