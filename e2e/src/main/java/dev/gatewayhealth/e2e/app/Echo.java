package dev.gatewayhealth.e2e.app;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Switches to a protocol in which every byte but a dot comes back, for as long as the other side likes; what a WebSocket is to nginx.
 */
final class Echo implements Endpoint {

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
        response.setHeader("Upgrade", "echo");
        response.setHeader("Connection", "Upgrade");
        request.upgrade(Handler.class);
        // GlassFish does not by itself.
        response.flushBuffer();
    }

    /** Made by the container. */
    public static final class Handler implements HttpUpgradeHandler {

        @Override
        public void init(WebConnection connection) {
            try {
                ServletInputStream in = connection.getInputStream();
                in.setReadListener(new Listener(connection, in, connection.getOutputStream()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void destroy() {}
    }

    private record Listener(WebConnection connection, ServletInputStream in, ServletOutputStream out)
            implements ReadListener {

        @Override
        public void onDataAvailable() throws IOException {
            while (in.isReady()) {
                int next = in.read();
                if (next < 0) {
                    close();
                    return;
                }
                if (next != '.') {
                    out.write(next);
                    out.flush();
                }
            }
        }

        @Override
        public void onAllDataRead() {
            close();
        }

        @Override
        public void onError(Throwable thrown) {
            close();
        }

        private void close() {
            try {
                connection.close();
            } catch (Exception e) {
                // The other side was faster.
            }
        }
    }
}
