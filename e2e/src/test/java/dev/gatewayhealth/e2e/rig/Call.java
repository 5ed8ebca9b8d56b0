package dev.gatewayhealth.e2e.rig;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One request on a socket of its own, whose client decides when to read, to wait, or to leave. */
public final class Call implements AutoCloseable {

    private static final int KEPT = 1 << 20;

    private final Socket socket;
    private final String id;
    private final long start = System.nanoTime();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private long bytes;

    private Call(Socket socket, String id) {
        this.socket = socket;
        this.id = id;
    }

    /** Connects and sends the request as it is, in one write. */
    public static Call open(int port, String id, byte[] request) {
        return open(InetAddress.getLoopbackAddress(), port, id, request);
    }

    static Call open(InetAddress address, int port, String id, byte[] request) {
        try {
            Socket socket = new Socket(address, port);
            Call call = new Call(socket, id);
            socket.getOutputStream().write(request);
            return call;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String id() {
        return id;
    }

    /** Sends more, as a client does whose connection is slow. */
    public void send(String more) {
        try {
            socket.getOutputStream().write(more.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the header and about so much of the body. */
    public Call read(long atLeast) {
        try {
            InputStream in = socket.getInputStream();
            readHead(in);
            readBody(in, atLeast);
            return this;
        } catch (SocketException | EOFException e) {
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads to the end of the connection and tells what came. */
    public Answer answer() {
        read(Long.MAX_VALUE);
        close();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return Answer.of(id, head.toByteArray(), body.toByteArray(), bytes, took);
    }

    /** What one read of the socket returns: all that the peer sent in one write. */
    public String firstRead() {
        try {
            byte[] buffer = new byte[1 << 16];
            int length = socket.getInputStream().read(buffer);
            return new String(buffer, 0, Math.max(0, length), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends more of the request. */
    public Call send(String more) {
        try {
            socket.getOutputStream().write(more.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves, as a browser does whose user closed the page. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readHead(InputStream in) throws IOException {
        while (!endsWithEmptyLine(head.toByteArray())) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.write(next);
        }
    }

    private static boolean endsWithEmptyLine(byte[] head) {
        int length = head.length;
        return length >= 4 && head[length - 1] == '\n' && head[length - 3] == '\n' && head[length - 2] == '\r';
    }

    private void readBody(InputStream in, long atLeast) throws IOException {
        byte[] buffer = new byte[1 << 16];
        while (bytes < atLeast) {
            int length = in.read(buffer);
            if (length < 0) {
                return;
            }
            bytes += length;
            if (body.size() < KEPT) {
                body.write(buffer, 0, length);
            }
        }
    }
}
