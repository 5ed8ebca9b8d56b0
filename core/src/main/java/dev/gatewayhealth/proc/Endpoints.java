package dev.gatewayhealth.proc;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * The two ends of a TCP connection as the service sees them; an IPv4 address equals the same one mapped into IPv6.
 *
 * @param localHigh the upper half of the local address as IPv6, in network byte order
 * @param localLow its lower half; {@code 0000:ffff} and the four bytes for IPv4
 * @param localPort from 1 to 65535
 * @param remoteHigh the upper half of the other end's address
 * @param remoteLow its lower half
 * @param remotePort from 1 to 65535
 */
public record Endpoints(long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {

    /** How an IPv4 address is mapped into IPv6 (RFC 4291, section 2.5.5.2). */
    static final long MAPPED = 0xffffL << 32;

    /**
     * {@return both ends as the kernel's table has them}
     *
     * @param local the service's end, resolved
     * @param remote the gateway's end, resolved
     */
    public static Endpoints of(InetSocketAddress local, InetSocketAddress remote) {
        return of(local.getAddress(), local.getPort(), remote.getAddress(), remote.getPort());
    }

    /**
     * {@return both ends as the kernel's table has them}
     *
     * @param local the service's address
     * @param localPort from 1 to 65535
     * @param remote the gateway's address
     * @param remotePort from 1 to 65535
     */
    public static Endpoints of(InetAddress local, int localPort, InetAddress remote, int remotePort) {
        return of(local.getAddress(), localPort, remote.getAddress(), remotePort);
    }

    /**
     * {@return both ends from raw addresses of 4 or 16 bytes in network byte order}
     *
     * @param local the service's address
     * @param localPort from 1 to 65535
     * @param remote the gateway's address
     * @param remotePort from 1 to 65535
     */
    public static Endpoints of(byte[] local, int localPort, byte[] remote, int remotePort) {
        return new Endpoints(high(local), low(local), localPort, high(remote), low(remote), remotePort);
    }

    private static long high(byte[] address) {
        return address.length == 4 ? 0 : ByteBuffer.wrap(address).getLong();
    }

    private static long low(byte[] address) {
        return address.length == 4
                ? MAPPED | (ByteBuffer.wrap(address).getInt() & 0xffffffffL)
                : ByteBuffer.wrap(address).getLong(8);
    }
}
