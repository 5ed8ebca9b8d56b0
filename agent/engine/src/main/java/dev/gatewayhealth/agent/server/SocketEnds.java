package dev.gatewayhealth.agent.server;

import dev.gatewayhealth.exchange.Connection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** The two ends of a socket, as the JDK's own channel knows them. */
public final class SocketEnds {

    private SocketEnds() {}

    /**
     * {@return both ends; null for what is no socket nor the channel of one, or of one that is closed}
     *
     * @param channel or socket of whatever kind; null for none
     */
    public static @Nullable Connection of(@Nullable Object channel) {
        try {
            if (channel instanceof SocketChannel socket) {
                return between(socket.getLocalAddress(), socket.getRemoteAddress());
            }
            if (channel instanceof AsynchronousSocketChannel socket) {
                return between(socket.getLocalAddress(), socket.getRemoteAddress());
            }
            if (channel instanceof Socket socket) {
                return between(socket.getLocalSocketAddress(), socket.getRemoteSocketAddress());
            }
        } catch (IOException e) {
            // Closed in the meantime: there is nothing to know any more.
        }
        return null;
    }

    private static @Nullable Connection between(@Nullable SocketAddress local, @Nullable SocketAddress remote) {
        if (local instanceof InetSocketAddress ours && remote instanceof InetSocketAddress theirs) {
            return Connection.tcp(ours, theirs);
        }
        if (local instanceof UnixDomainSocketAddress path) {
            return Connection.unix(path.getPath().toString());
        }
        return null;
    }
}
