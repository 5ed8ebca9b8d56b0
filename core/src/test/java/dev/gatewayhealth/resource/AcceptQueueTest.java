package dev.gatewayhealth.resource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.proc.SocketTable;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real listener that accepts nothing, and the real kernel's queue before it. */
class AcceptQueueTest {

    private static final int BACKLOG = 3;

    private final SocketTable table = SocketTable.ofThisProcess();
    private final ListenQueues queues = new ListenQueues(table);
    private final List<SocketChannel> clients = new ArrayList<>();
    private ServerSocket server;
    private AcceptQueue queue;
    private ResourceWatch watch;
    private long millis;

    @TempDir
    Path files;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        queue = new AcceptQueue(new Gauge(BACKLOG), listening());
        queue.knowing(queues);
        watch = ResourceWatch.of(queue, Thresholds.DEFAULT);
    }

    @AfterEach
    void close() throws IOException {
        for (SocketChannel each : clients) {
            each.close();
        }
        server.close();
        table.close();
    }

    @Test
    void anEmptyQueueIsCalmAndItsLimitIsOneMoreThanTheBacklog() {
        look(1);

        assertThat(watch.noticed()).isNull();
        assertThat(watch.state().used()).isZero();
        assertThat(watch.state().limit()).isEqualTo(BACKLOG + 1.0);
        assertThat(watch.state().source()).isEqualTo("the backlog");
    }

    @Test
    void aFullQueueIsCriticalWhenItStays() throws IOException {
        connect(BACKLOG + 1);
        look(2);
        assertThat(watch.noticed()).as("a burst is over by the next reading").isNull();

        look(1);

        Noticed noticed = watch.noticed();
        assertThat(noticed).isNotNull();
        assertThat(noticed.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(noticed.message())
                .startsWith("4 of 4 places in the accept queue of connector :1 (the backlog) are taken, none is left");
        assertThat(noticed.gateway().status()).isEqualTo(504);
    }

    @Test
    void whatIsAcceptedIsGoneAtOnce() throws IOException {
        connect(BACKLOG + 1);
        look(3);
        for (int i = 0; i <= BACKLOG; i++) {
            server.accept().close();
        }
        look(1);

        assertThat(watch.noticed()).isNull();
    }

    @Test
    void whatTheKernelDropsIsCountedOnlyWhereTheQueueWasFilled() throws IOException {
        ListenOverflows overflows = new ListenOverflows(netstat(5));
        ListenQueues ours = new ListenQueues(table, overflows);
        queue.knowing(ours);
        ours.read();
        queue.read();
        netstat(9);
        ours.read();
        assertThat(((Usage) queue.read()).evidence()).as("somebody else's").doesNotContainKey("dropped");
        connect(BACKLOG + 1);
        netstat(11);
        ours.read();
        assertThat(((Usage) queue.read()).evidence()).containsEntry("dropped", 2L);
    }

    @Test
    void theKernelsOwnCountOfDropsIsFound() {
        ListenOverflows overflows = new ListenOverflows();
        overflows.read();
        assertThat(overflows.count()).isZero();
        overflows.read();
        assertThat(overflows.count()).isNotNegative();
    }

    @Test
    void aUnixSocketAndAPortNobodyListensOnAreAbsentWithTheReason() throws IOException {
        AcceptQueue unix = new AcceptQueue(new Gauge(BACKLOG), Listening.unix("/run/service.sock"));
        unix.knowing(queues);
        server.close();
        look(1);

        assertThat(unix.read()).isEqualTo(new Absent("the kernel tells nothing of the queue of a unix socket"));
        assertThat(watch.state().absent()).contains("nobody listens on port");
    }

    @Test
    void theMachinesLimitIsReadWhole() throws IOException {
        long somaxconn;
        try (FileInputStream file = new FileInputStream("/proc/sys/net/core/somaxconn")) {
            somaxconn = Long.parseLong(new String(file.readNBytes(100), US_ASCII).strip());
        }
        AcceptQueue longest = new AcceptQueue(new Gauge(1_000_000), listening());
        longest.knowing(queues);
        look(1);

        assertThat(((Usage) longest.read()).limit()).isEqualTo(somaxconn + 1.0);
        assertThat(((Usage) longest.read()).source()).isEqualTo("net.core.somaxconn");
    }

    @Test
    void aBacklogNobodyTellsIsNoLimit() {
        AcceptQueue unknown = new AcceptQueue(new Gauge(0), listening());
        unknown.knowing(queues);
        look(1);

        assertThat(((Usage) unknown.read()).limit()).isInfinite();
    }

    private Listening listening() {
        return new Listening("127.0.0.1", server.getLocalPort(), null);
    }

    private void connect(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            clients.add(SocketChannel.open(new InetSocketAddress(server.getInetAddress(), server.getLocalPort())));
        }
    }

    private void look(int readings) {
        for (int i = 0; i < readings; i++) {
            millis += 250;
            queues.look(TimeUnit.MILLISECONDS.toNanos(millis));
            watch.look(TimeUnit.MILLISECONDS.toNanos(millis));
        }
    }

    private Path netstat(long overflows) throws IOException {
        return Files.writeString(
                files.resolve("netstat"),
                "TcpExt: TW ListenOverflowsOfOthers ListenOverflows ListenDrops\nTcpExt: 7 1 " + overflows
                        + " 9\nIpExt: InOctets\nIpExt: 1\n");
    }

    private record Gauge(long backlog) implements ConnectionGauge {

        @Override
        public String connector() {
            return "connector :1";
        }

        @Override
        public String setting() {
            return "";
        }

        @Override
        public String idleSetting() {
            return "";
        }

        @Override
        public long open() {
            return 0;
        }

        @Override
        public long max() {
            return 0;
        }

        @Override
        public String backlogSetting() {
            return "the backlog";
        }
    }
}
