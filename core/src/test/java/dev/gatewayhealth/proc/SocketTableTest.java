package dev.gatewayhealth.proc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.proc.SocketTable.Lookup;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketTableTest {

    private static final String HEADING = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when\n";

    @TempDir
    Path proc;

    private long now;
    private SocketTable table;

    @BeforeEach
    void layOut() throws IOException {
        Files.createDirectories(proc.resolve("self/net"));
        tcp("");
        tcp6("");
        table = new SocketTable(proc, () -> now += 1_500);
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void findsBothSidesOfALoopbackConnectionInOnePass() throws IOException {
        tcp(line("127.0.0.1", 40000, "127.0.0.1", 8080, "01", 0, 4242));
        tcp6(line6("127.0.0.1", 8080, "127.0.0.1", 40000, "08", 17, 1));
        Lookup lookup = table.add(ends("127.0.0.1", 8080, "127.0.0.1", 40000));

        assertThat(table.read()).isTrue();

        assertThat(lookup.known()).isTrue();
        assertThat(lookup.found()).isTrue();
        assertThat(lookup.gone()).isFalse();
        assertThat(lookup.state()).isEqualTo(TcpState.CLOSE_WAIT);
        assertThat(lookup.txQueue()).isEqualTo(17);
        assertThat(lookup.rxQueue()).isEqualTo(1);
        assertThat(lookup.peerRxQueue()).hasValue(4242);
    }

    @Test
    void aPeerInAnotherNamespaceHasNoReceiveQueueToShow() throws IOException {
        tcp(line("192.0.2.1", 8080, "192.0.2.9", 40000, "01", 0, 0));
        Lookup lookup = table.add(ends("192.0.2.1", 8080, "192.0.2.9", 40000));

        table.read();

        assertThat(lookup.found()).isTrue();
        assertThat(lookup.peerRxQueue()).isEmpty();
    }

    @Test
    void anAbsenceIsBelievedOnlyWhereThePortIsSeen() throws IOException {
        Lookup lookup = table.add(ends("127.0.0.1", 8080, "127.0.0.1", 40000));
        table.read();
        assertThat(lookup.found()).isFalse();
        assertThat(lookup.gone())
                .as("a table without our port may be somebody else's")
                .isFalse();

        tcp6(line6("0.0.0.0", 8080, "0.0.0.0", 0, "0A", 0, 0));
        table.read();
        assertThat(lookup.portSeen()).isTrue();
        assertThat(lookup.gone()).isTrue();
        assertThat(lookup.absences()).isEqualTo(2);

        tcp(line("127.0.0.1", 8080, "127.0.0.1", 40000, "01", 0, 0));
        table.read();
        assertThat(lookup.gone()).isFalse();
        assertThat(lookup.absences()).isZero();
    }

    @Test
    void aReadingThatFailsMakesEveryAnswerUnknown() throws IOException {
        tcp(line("127.0.0.1", 8080, "127.0.0.1", 40000, "01", 0, 0));
        Lookup lookup = table.add(ends("127.0.0.1", 8080, "127.0.0.1", 40000));
        table.read();
        assertThat(lookup.found()).isTrue();

        table.close();
        Files.delete(proc.resolve("self/net/tcp"));

        assertThat(table.read()).isFalse();
        assertThat(table.problem()).contains("self/net/tcp");
        assertThat(lookup.known()).isFalse();
        assertThat(lookup.found()).isFalse();
        assertThat(lookup.gone()).isFalse();
        assertThat(lookup.peerRxQueue()).isEmpty();
    }

    @Test
    void aKernelWithoutIpv6MissesNothing() throws IOException {
        table.close();
        Files.delete(proc.resolve("self/net/tcp6"));
        tcp(line("127.0.0.1", 8080, "127.0.0.1", 40000, "01", 0, 0));
        Lookup lookup = table.add(ends("127.0.0.1", 8080, "127.0.0.1", 40000));

        assertThat(table.read()).isTrue();
        assertThat(table.problem()).isNull();
        assertThat(lookup.found()).isTrue();
    }

    @Test
    void whoeverWantsTheSameConnectionSharesTheAnswerUntilTheLastGivesItBack() throws IOException {
        tcp(line("127.0.0.1", 8080, "127.0.0.1", 40000, "01", 0, 0));
        Lookup first = table.add(ends("127.0.0.1", 8080, "127.0.0.1", 40000));
        Lookup second = table.add(ends("127.0.0.1", 8080, "127.0.0.1", 40000));
        assertThat(second).isSameAs(first);

        table.remove(first);
        assertThat(table.wanted()).isEqualTo(1);
        table.read();
        assertThat(second.found()).isTrue();
        table.remove(second);
        assertThat(table.wanted()).isZero();
        table.remove(second);
        assertThat(table.wanted()).as("giving back once too often harms nobody").isZero();
    }

    @Test
    void listsListenersAndStopsBehindThem() throws IOException {
        tcp(line("0.0.0.0", 8080, "0.0.0.0", 0, "0A", 0, 7)
                + line("127.0.0.1", 8080, "127.0.0.1", 40000, "01", 0, 0)
                + line("127.0.0.1", 9999, "0.0.0.0", 0, "0A", 0, 0));
        tcp6(line6("127.0.0.1", 8081, "0.0.0.0", 0, "0A", 0, 3));
        Lookup lookup = table.add(ends("127.0.0.1", 8080, "127.0.0.1", 40000));
        table.read();

        assertThat(table.readListeners()).isTrue();

        assertThat(table.listeners())
                .as("the line after the first connection was not read")
                .containsExactly(
                        new Listener(InetAddress.getByName("0.0.0.0"), 8080, 7),
                        new Listener(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 8081, 3));
        assertThat(lookup.found())
                .as("answers stay those of the last whole reading")
                .isTrue();
        assertThat(table.readNanos()).isEqualTo(1_500);
    }

    @Test
    void tenThousandWantedConnectionsAreAllFoundInATableOfManyPieces() throws IOException {
        StringBuilder own = new StringBuilder();
        StringBuilder peers = new StringBuilder();
        List<Lookup> lookups = new ArrayList<>();
        for (int port = 20_000; port < 30_000; port++) {
            own.append(line6("127.0.0.1", 8080, "127.0.0.1", port, "01", 0, port));
            peers.append(line("127.0.0.1", port, "127.0.0.1", 8080, "01", 0, port + 1));
            lookups.add(table.add(ends("127.0.0.1", 8080, "127.0.0.1", port)));
        }
        tcp(peers.toString());
        tcp6(own.toString());

        assertThat(table.read()).isTrue();

        for (int i = 0; i < lookups.size(); i++) {
            assertThat(lookups.get(i).found()).isTrue();
            assertThat(lookups.get(i).rxQueue()).isEqualTo(20_000 + i);
            assertThat(lookups.get(i).peerRxQueue()).hasValue(20_001 + i);
        }
        for (int i = 0; i < lookups.size(); i += 2) {
            table.remove(lookups.get(i));
        }
        assertThat(table.wanted()).isEqualTo(5_000);
        assertThat(table.read()).isTrue();
        assertThat(lookups.get(1).absences()).isZero();
        assertThat(lookups.get(2).absences()).as("nobody looks for it any more").isEqualTo(1);
    }

    @Test
    void onceWarmAReadingAllocatesNothing() throws IOException {
        tcp(line("0.0.0.0", 8080, "0.0.0.0", 0, "0A", 0, 7)
                + line("127.0.0.1", 8080, "127.0.0.1", 40000, "01", 0, 0).repeat(500));
        table.add(ends("127.0.0.1", 8080, "127.0.0.1", 40000));
        var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 50; i++) {
            table.read();
        }

        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
            table.read();
        }

        assertThat(thread.getCurrentThreadAllocatedBytes() - before)
                .as("bytes for 100 readings of 500 lines")
                .isLessThan(10_000);
    }

    private void tcp(String lines) throws IOException {
        Files.write(proc.resolve("self/net/tcp"), (HEADING + lines).getBytes(US_ASCII));
    }

    private void tcp6(String lines) throws IOException {
        Files.write(proc.resolve("self/net/tcp6"), (HEADING + lines).getBytes(US_ASCII));
    }

    private static Endpoints ends(String local, int localPort, String remote, int remotePort)
            throws UnknownHostException {
        return Endpoints.of(InetAddress.getByName(local), localPort, InetAddress.getByName(remote), remotePort);
    }

    private static String line(
            String local, int localPort, String remote, int remotePort, String state, long tx, long rx)
            throws UnknownHostException {
        return entry("", local, localPort, remote, remotePort, state, tx, rx);
    }

    private static String line6(
            String local, int localPort, String remote, int remotePort, String state, long tx, long rx)
            throws UnknownHostException {
        return entry("0000000000000000" + word(0x0000ffff), local, localPort, remote, remotePort, state, tx, rx);
    }

    private static String entry(
            String prefix, String local, int localPort, String remote, int remotePort, String state, long tx, long rx)
            throws UnknownHostException {
        return String.format(
                "%4d: %s%s:%04X %s%s:%04X %s %08X:%08X 00:00000000 00000000     0        0 1519 1 0 100 0 0 10 0%n",
                0, prefix, ipv4(local), localPort, prefix, ipv4(remote), remotePort, state, tx, rx);
    }

    private static String ipv4(String address) throws UnknownHostException {
        return word(ByteBuffer.wrap(InetAddress.getByName(address).getAddress()).getInt());
    }

    private static String word(int networkOrder) {
        int printed =
                ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(networkOrder) : networkOrder;
        return String.format("%08X", printed);
    }
}
