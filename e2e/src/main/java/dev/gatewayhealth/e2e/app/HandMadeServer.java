package dev.gatewayhealth.e2e.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An HTTP server as nobody publishes one: it says hello to whoever has sent a header, and hangs up. */
public final class HandMadeServer {

    private static final byte[] HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"
            .getBytes(StandardCharsets.US_ASCII);

    private HandMadeServer() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        try (ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            while (true) {
                try (Socket client = server.accept()) {
                    answer(client);
                } catch (IOException e) {
                    // Who leaves early gets nothing.
                }
            }
        }
    }

    private static void answer(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        int ends = 0;
        for (int read = in.read(); read >= 0 && ends < 2; read = ends < 2 ? in.read() : -1) {
            ends = read == '\n' ? ends + 1 : read == '\r' ? ends : 0;
        }
        client.getOutputStream().write(HELLO);
    }
}
