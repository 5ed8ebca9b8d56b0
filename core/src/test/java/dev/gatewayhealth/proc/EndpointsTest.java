package dev.gatewayhealth.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class EndpointsTest {

    @Test
    void anIpv4AddressEqualsTheSameMappedIntoIpv6() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        mapped[12] = (byte) 192;
        mapped[14] = 2;
        mapped[15] = (byte) 200;
        InetAddress ipv4 = InetAddress.getByName("192.0.2.200");

        assertThat(Endpoints.of(ipv4.getAddress(), 8080, mapped, 40000))
                .isEqualTo(Endpoints.of(mapped, 8080, ipv4.getAddress(), 40000))
                .isEqualTo(Endpoints.of(ipv4, 8080, ipv4, 40000));
    }

    @Test
    void everyPartTellsConnectionsApart() throws UnknownHostException {
        InetAddress one = InetAddress.getByName("2001:db8::1");
        InetAddress other = InetAddress.getByName("2001:db8:1::1");

        assertThat(Endpoints.of(one, 1, other, 2))
                .isNotEqualTo(Endpoints.of(other, 1, one, 2))
                .isNotEqualTo(Endpoints.of(one, 2, other, 1))
                .isNotEqualTo(Endpoints.of(one, 1, one, 2))
                .isNotEqualTo(Endpoints.of(one, 1, other, 3));
    }
}
