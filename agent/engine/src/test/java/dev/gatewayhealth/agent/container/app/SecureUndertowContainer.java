package dev.gatewayhealth.agent.container.app;

import dev.gatewayhealth.agent.container.Container;
import dev.gatewayhealth.agent.container.SelfSigned;
import io.undertow.Undertow;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/** An embedded Undertow without servlets, over TLS: each connection is upgraded, and whatever comes on it is sent back. */
public final class SecureUndertowContainer implements Container {

    private Undertow undertow;

    @Override
    public int start() {
        undertow = Undertow.builder()
                .addHttpsListener(0, "127.0.0.1", SelfSigned.context(), exchange -> {
                    exchange.setStatusCode(StatusCodes.SWITCHING_PROTOCOLS);
                    exchange.upgradeChannel("talk", (connection, over) -> talk(connection));
                    exchange.endExchange();
                })
                .build();
        undertow.start();
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    private static void talk(StreamConnection connection) {
        connection.getSourceChannel().setReadListener(source -> {
            ByteBuffer bytes = ByteBuffer.allocate(16);
            try {
                int came = source.read(bytes);
                if (came > 0) {
                    connection.getSinkChannel().write(bytes.flip());
                    connection.getSinkChannel().flush();
                } else if (came < 0) {
                    IoUtils.safeClose(connection);
                }
            } catch (IOException e) {
                IoUtils.safeClose(connection);
            }
        });
        connection.getSourceChannel().resumeReads();
    }

    @Override
    public void stop() {
        undertow.stop();
    }
}
