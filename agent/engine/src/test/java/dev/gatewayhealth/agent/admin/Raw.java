package dev.gatewayhealth.agent.admin;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A client that sends exactly what it is told and reads exactly one answer at a time. */
final class Raw implements Closeable {

    private final Socket socket;
    private final InputStream in;

    Raw(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        in = socket.getInputStream();
    }

    /** Sends, reads to the end, hangs up. */
    static String exchange(int port, String request) throws IOException {
        try (Raw raw = new Raw(port)) {
            return raw.send(request).rest();
        }
    }

    Raw send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** One answer by its length; {@code head} says that there is no body whatever the length. */
    String answer(boolean head) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            bytes.write(one());
        }
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        int length = head ? 0 : length(text);
        return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    String answer() throws IOException {
        return answer(false);
    }

    /** Everything until the server ends the connection. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Whether the server has ended it; waits for that. */
    boolean ended() throws IOException {
        return in.read() < 0;
    }

    /** Ends with a reset, as HAProxy does. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int one() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new IOException("ended within an answer");
        }
        return b;
    }

    private static int length(String head) {
        for (String line : head.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
                return Integer.parseInt(line.substring(16));
            }
        }
        throw new AssertionError("no length in " + head);
    }
}
