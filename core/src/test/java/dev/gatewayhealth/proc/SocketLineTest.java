package dev.gatewayhealth.proc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketLineTest {

    private static final String IPV4 =
            "  12: 0100007F:1F90 C80200C0:9C40 08 0000000A:00000001 00:00000000 00000000     0        0 1519 1 0 20";
    private static final String IPV6 = "12345: B80D0120000000000000000001000000:0050"
            + " 0000000000000000FFFF00000100007F:9C40 01 FFFFFFFF:7FFFFFFF 00:00000000 00000000     0";

    @Test
    void readsAnIpv4Line() {
        SocketLine line = parsed(IPV4, ByteOrder.LITTLE_ENDIAN);

        assertThat(line.localHigh).isZero();
        assertThat(line.localLow).isEqualTo(0xffff_7f000001L);
        assertThat(line.localPort).isEqualTo(8080);
        assertThat(line.remoteLow).isEqualTo(0xffff_c00002c8L);
        assertThat(line.remotePort).isEqualTo(40000);
        assertThat(TcpState.of(line.state)).isEqualTo(TcpState.CLOSE_WAIT);
        assertThat(line.txQueue).isEqualTo(10);
        assertThat(line.rxQueue).isEqualTo(1);
    }

    @Test
    void readsAnIpv6LineWithUnsignedQueues() {
        SocketLine line = parsed(IPV6, ByteOrder.LITTLE_ENDIAN);

        assertThat(line.localHigh).isEqualTo(0x2001_0db8_0000_0000L);
        assertThat(line.localLow).isEqualTo(1);
        assertThat(line.localPort).isEqualTo(80);
        assertThat(line.remoteHigh).isZero();
        assertThat(line.remoteLow).isEqualTo(0xffff_7f000001L);
        assertThat(line.txQueue).isEqualTo(0xffffffffL);
        assertThat(line.rxQueue).isEqualTo(0x7fffffffL);
    }

    @Test
    void aBigEndianMachinePrintsAddressesTheOtherWayRound() {
        SocketLine line = parsed(IPV4.replace("0100007F", "7F000001"), ByteOrder.BIG_ENDIAN);

        assertThat(line.localLow).isEqualTo(0xffff_7f000001L);
        assertThat(line.localPort).as("ports are numbers, whatever the order").isEqualTo(8080);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
                "   0: 0100007F:1F90 00000000:0000 0A 00000000:0000",
                "   0: 0100007F:1F90 00000000:0000 0A 00000000:0000000g",
                "   0: 0100007F 00000000:0000 0A 00000000:00000000",
                "    : 0100007F:1F90 00000000:0000 0A 00000000:00000000"
            })
    void whatIsNoSocketIsNoLine(String text) {
        byte[] bytes = text.getBytes(US_ASCII);

        assertThat(new SocketLine(ByteOrder.LITTLE_ENDIAN).parse(bytes, 0, bytes.length))
                .isFalse();
    }

    private static SocketLine parsed(String text, ByteOrder order) {
        byte[] bytes = ("noise\n" + text + "\nnoise").getBytes(US_ASCII);
        SocketLine line = new SocketLine(order);
        assertThat(line.parse(bytes, 6, 6 + text.length())).isTrue();
        return line;
    }
}
