package shop;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Switches to a protocol in which every byte but a dot comes back. */
final class Echo implements Http1Upgrader {

    private static final String SWITCHING =
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n";

    @Override
    public String supportedProtocol() {
        return "echo";
    }

    @Override
    public ServerConnection upgrade(ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
        context.dataWriter().writeNow(BufferData.create(SWITCHING.getBytes(StandardCharsets.US_ASCII)));
        return new Line(context);
    }

    private record Line(ConnectionContext context) implements ServerConnection {

        @Override
        public void handle(Limit limit) {
            try {
                while (true) {
                    byte came = context.dataReader().read();
                    if (came != '.') {
                        context.dataWriter().writeNow(BufferData.create(new byte[] {came}));
                    }
                }
            } catch (DataReader.InsufficientDataAvailableException e) {
                // The other side has left.
            }
        }

        @Override
        public Duration idleTime() {
            return Duration.ZERO;
        }

        @Override
        public void close(boolean interrupt) {}
    }
}
