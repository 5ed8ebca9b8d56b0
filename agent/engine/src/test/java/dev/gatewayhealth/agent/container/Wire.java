package dev.gatewayhealth.agent.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client's connection, byte by byte. */
final class Wire implements AutoCloseable {

    private final Socket socket;

    private Wire(Socket socket) {
        this.socket = socket;
    }

    static Wire to(int port) {
        try {
            Socket socket = new Socket();
            // Small, so that a client that does not read is soon felt by the server.
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return new Wire(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same over TLS, to a server with the tests' own key. */
    static Wire securely(int port) {
        try {
            Socket socket =
                    SelfSigned.context().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(20_000);
            return new Wire(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for the path as the last of this connection. */
    Wire get(String path) {
        return send("GET " + path + " HTTP/1.1\r\nHost: a.test\r\nX-Mark: here\r\nConnection: close\r\n\r\n");
    }

    /** Sends the header of a request whose body the test sends, as the last of this connection. */
    Wire post(String path, String header) {
        return send("POST " + path + " HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n" + header + "\r\n\r\n");
    }

    /** Speaks HTTP/2, as a client does that knows beforehand (RFC 9113 section 3.3). */
    Wire http2() {
        return send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\4\0\0\0\0\0");
    }

    /** Gets the path on that stream; its fields are in literals of RFC 7541. */
    Wire stream(int number, String path) {
        String fields = "\u0082\u0086\u0004" + (char) path.length() + path + "\u0001\u0006a.test";
        return send("\0\0" + (char) fields.length() + "\1\5\0\0\0" + (char) number + fields);
    }

    Wire send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything up to the end of the connection. */
    String rest() {
        return readUntil(null);
    }

    /** Everything up to and including this text. */
    String readUntil(String text) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                read.write(next);
                if (text != null && read.toString(StandardCharsets.ISO_8859_1).endsWith(text)) {
                    break;
                }
            }
            return read.toString(StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int localPort() {
        return socket.getLocalPort();
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
