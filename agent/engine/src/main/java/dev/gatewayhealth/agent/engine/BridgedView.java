package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.exchange.BodyStream;
import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.RequestView;
import java.net.InetSocketAddress;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A request on the other side of the bridge. It is asked for {@code method}, {@code path}, {@code protocol} and {@code header:NAME},
 * each a string or null; {@code delivered}, a boolean; {@code body}, the class of the streams its body is read from, null where there is
 * none, and {@code container}, a class whose loader sees the server's; {@code local} and {@code remote}, socket addresses or null, both
 * null on a unix socket.
 */
final class BridgedView implements RequestView {

    private final BiFunction<String, Object, Object> view;

    BridgedView(BiFunction<String, Object, Object> view) {
        this.view = view;
    }

    @Override
    public @Nullable String method(Object request) {
        return (String) view.apply("method", request);
    }

    @Override
    public @Nullable String path(Object request) {
        return (String) view.apply("path", request);
    }

    @Override
    public @Nullable String protocol(Object request) {
        return (String) view.apply("protocol", request);
    }

    @Override
    public @Nullable String header(Object request, String name) {
        return (String) view.apply("header:" + name, request);
    }

    /** A filter does not see the body arrive, only whether there is one. */
    @Override
    public long bodyExpected(Object request) {
        return view.apply("body", request) instanceof Class<?> ? -1 : 0;
    }

    @Override
    public long bodyReceived(Object request) {
        return 0;
    }

    @Override
    public @Nullable BodyStream bodyStream(Object request) {
        return view.apply("body", request) instanceof Class<?> type
                        && view.apply("container", request) instanceof Class<?> container
                ? new BodyStream(type, container.getClassLoader())
                : null;
    }

    @Override
    public boolean delivered(Object request, @Nullable Object connection) {
        return Boolean.TRUE.equals(view.apply("delivered", request));
    }

    @Override
    public @Nullable Connection connection(Object request) {
        Object local = view.apply("local", request);
        Object remote = view.apply("remote", request);
        return local instanceof InetSocketAddress ours && remote instanceof InetSocketAddress theirs
                ? Connection.tcp(ours, theirs)
                : null;
    }

    @Override
    public boolean ownEnds() {
        return false;
    }
}
