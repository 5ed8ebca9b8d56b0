package dev.gatewayhealth.nginx;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An upstream that notes what nginx sends it and answers with the status it is told to. */
final class Echo implements AutoCloseable {

    /** One request as it arrived, and when. */
    record Request(long nanos, int port, String method, String uri, String protocol, List<String> headers) {

        /** The first value of a header, null without one. */
        @org.jspecify.annotations.Nullable
        String header(String name) {
            String start = name + ": ";
            for (String header : headers) {
                if (header.regionMatches(true, 0, start, 0, start.length())) {
                    return header.substring(start.length());
                }
            }
            return null;
        }
    }

    private final ServerSocket socket;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    Echo() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "echo");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    void answers(int next) {
        status = next;
    }

    /** Those since the last call. */
    List<Request> take() {
        List<Request> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                answer(connection);
            } catch (IOException e) {
                // A request that breaks off is nginx's to tell; a closed socket ends this.
            }
        }
    }

    private void answer(Socket connection) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        String line = in.readLine();
        if (line == null) {
            return;
        }
        List<String> headers = new ArrayList<>();
        for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
            headers.add(header);
        }
        drain(in, headers);
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        requests.add(new Request(
                System.nanoTime(),
                port(),
                line.substring(0, first),
                line.substring(first + 1, last),
                line.substring(last + 1),
                headers));
        String answer = "HTTP/1.1 " + status + " Told\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
        connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** What is left unread would make the connection break off before nginx has the answer. */
    private static void drain(BufferedReader in, List<String> headers) throws IOException {
        for (String header : headers) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                for (int left = Integer.parseInt(header.substring(15).trim()); left > 0 && in.read() >= 0; left--) {}
            }
        }
    }
}
