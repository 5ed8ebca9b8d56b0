package dev.gatewayhealth.agent.container.app;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;

/** Upgrades a connection of Jetty as its WebSocket does, since its servlets cannot in all versions: whatever comes is sent back. */
final class JettyTalk extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String SERVER = "org.eclipse.jetty.server.";

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Object current = first("internal.HttpConnection", "HttpConnection")
                    .getMethod("getCurrentConnection")
                    .invoke(null);
            EndPoint endPoint =
                    (EndPoint) current.getClass().getMethod("getEndPoint").invoke(current);
            Object attribute = first("HttpStream", "HttpConnection")
                    .getField("UPGRADE_CONNECTION_ATTRIBUTE")
                    .get(null);
            request.setAttribute((String) attribute, new Line(endPoint));
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
        response.setHeader("Connection", "Upgrade");
        response.setHeader("Upgrade", "talk");
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
    }

    /** The first that this version has. */
    private static Class<?> first(String... names) throws ClassNotFoundException {
        for (String name : List.of(names)) {
            try {
                return Class.forName(SERVER + name);
            } catch (ClassNotFoundException e) {
                // Another version.
            }
        }
        throw new ClassNotFoundException(names[0]);
    }

    private static final class Line extends AbstractConnection {

        Line(EndPoint endPoint) {
            super(endPoint, Runnable::run);
        }

        @Override
        public void onOpen() {
            super.onOpen();
            fillInterested();
        }

        @Override
        public void onFillable() {
            try {
                ByteBuffer bytes = ByteBuffer.allocate(16).limit(0);
                int came = getEndPoint().fill(bytes);
                if (came < 0) {
                    close();
                } else {
                    if (came > 0) {
                        getEndPoint().write(Callback.NOOP, bytes);
                    }
                    fillInterested();
                }
            } catch (IOException e) {
                close();
                throw new UncheckedIOException(e);
            }
        }
    }
}
