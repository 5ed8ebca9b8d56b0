package dev.gatewayhealth.agent.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.report.HealthEndpoint;
import dev.gatewayhealth.report.Pollers;
import dev.gatewayhealth.report.PreparedAnswers;
import dev.gatewayhealth.report.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The hand-over from the acceptor at its most awkward moment, which no load brings about reliably. */
@Timeout(60)
class AdminLoopTest {

    private static final String GET = "GET /gateway-health HTTP/1.0\r\n\r\n";

    private final PreparedAnswers answers = PreparedAnswers.of(SomeReport.of(Status.UP), 5);
    private final HealthEndpoint endpoint = new HealthEndpoint("/gateway-health", null, () -> answers, null, null);
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    @Test
    void anArrivalJustBeforeTheLastDescriptorIsGivenBackIsServed() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = server.socket().getLocalPort();
            try (Raw first = new Raw(port).send(GET);
                    Raw second = new Raw(port).send(GET)) {
                serveOneThenTheOther(server.accept(), server.accept());

                assertThat(first.rest()).startsWith("HTTP/1.1 200 ");
                assertThat(second.rest()).startsWith("HTTP/1.1 200 ");
            }
        }
        assertThat(failures).isEmpty();
    }

    /** The other one comes when the turn that ended the first has already looked for arrivals. */
    private void serveOneThenTheOther(SocketChannel one, SocketChannel other) throws IOException {
        AtomicBoolean handed = new AtomicBoolean();
        Thread acceptor = Thread.currentThread();
        AdminLoop[] holder = new AdminLoop[1];
        AdminLoop loop = new AdminLoop(
                Selector.open(),
                new Answering(endpoint, new Pollers(System::nanoTime)),
                () -> {
                    if (!one.isOpen() && handed.compareAndSet(false, true)) {
                        holder[0].serve(other);
                        holder[0].starve(acceptor);
                    }
                    return System.nanoTime();
                },
                failures::add);
        holder[0] = loop;
        loop.serve(one);
        Thread thread = new Thread(loop);
        thread.setDaemon(true);
        thread.start();
    }
}
