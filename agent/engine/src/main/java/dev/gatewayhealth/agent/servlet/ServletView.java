package dev.gatewayhealth.agent.servlet;

import dev.gatewayhealth.exchange.BodyStream;
import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.RequestView;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Served}, which is its own connection. */
final class ServletView implements RequestView {

    private final ServletTypes types;

    ServletView(ServletTypes types) {
        this.types = types;
    }

    @Override
    public @Nullable String method(Object served) {
        return (String) types.method.of(request(served));
    }

    @Override
    public @Nullable String path(Object served) {
        return (String) types.uri.of(request(served));
    }

    @Override
    public @Nullable String protocol(Object served) {
        return (String) types.protocol.of(request(served));
    }

    @Override
    public @Nullable String header(Object served, String name) {
        return types.header(request(served), name);
    }

    /** How much of it has arrived is not seen, so none has a length that is known; whether it is waited for is. */
    @Override
    public long bodyExpected(Object served) {
        boolean declared = types.bodyLength.number(request(served)) > 0;
        return declared || header(served, "Transfer-Encoding") != null ? -1 : 0;
    }

    @Override
    public long bodyReceived(Object served) {
        return 0;
    }

    @Override
    public BodyStream bodyStream(Object served) {
        return types.bodyStream;
    }

    /** What is written is not seen; from the header on nothing is known, and so nothing said. */
    @Override
    public boolean delivered(Object served, @Nullable Object connection) {
        return Boolean.TRUE.equals(types.committed.of(((Served) served).response()));
    }

    @Override
    public @Nullable Connection connection(Object served) {
        InetSocketAddress local = address(types.localAddress.of(request(served)), types.localPort.of(request(served)));
        InetSocketAddress remote =
                address(types.remoteAddress.of(request(served)), types.remotePort.of(request(served)));
        return local == null || remote == null ? null : Connection.tcp(local, remote);
    }

    /** A container may have put what a proxy's header says in their place. */
    @Override
    public boolean ownEnds() {
        return false;
    }

    /** Null for what is no literal address, which would have to be looked up. */
    static @Nullable InetSocketAddress address(@Nullable Object host, @Nullable Object port) {
        if (!(host instanceof String literal) || !(port instanceof Integer number) || number <= 0) {
            return null;
        }
        boolean numeric = literal.indexOf(':') >= 0
                || (!literal.isEmpty() && Character.isDigit(literal.charAt(literal.length() - 1)));
        try {
            return numeric ? new InetSocketAddress(InetAddress.getByName(literal), number) : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static Object request(Object served) {
        return ((Served) served).request();
    }
}
