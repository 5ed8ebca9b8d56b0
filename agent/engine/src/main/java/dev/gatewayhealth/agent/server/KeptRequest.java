package dev.gatewayhealth.agent.server;

import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.OtherEnd;
import dev.gatewayhealth.exchange.RequestView;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is to be known of a request whose server has forgotten it, because its connection serves another protocol now. */
record KeptRequest(
        RequestView connections,
        @Nullable String method,
        @Nullable String path,
        @Nullable String protocol,
        Map<String, String> headers)
        implements RequestView {

    /** Those that are asked for when a limit is looked up. */
    private static final String[] NAMES = {
        "host",
        "x-request-id",
        "traceparent",
        "x-request-start",
        "x-gateway-read-timeout",
        "x-envoy-expected-rq-timeout-ms"
    };

    static KeptRequest of(RequestView view, Object request) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : NAMES) {
            String value = view.header(request, name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return new KeptRequest(view, view.method(request), view.path(request), view.protocol(request), headers);
    }

    @Override
    public @Nullable String method(Object request) {
        return method;
    }

    @Override
    public @Nullable String path(Object request) {
        return path;
    }

    @Override
    public @Nullable String protocol(Object request) {
        return protocol;
    }

    @Override
    public @Nullable String header(Object request, String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public long bodyExpected(Object request) {
        return 0;
    }

    @Override
    public long bodyReceived(Object request) {
        return 0;
    }

    @Override
    public boolean delivered(Object request, @Nullable Object connection) {
        return false;
    }

    @Override
    public @Nullable Connection connection(Object connection) {
        return connections.connection(connection);
    }

    @Override
    public OtherEnd otherEnd(Object connection) {
        return connections.otherEnd(connection);
    }

    @Override
    public boolean ownEnds() {
        return connections.ownEnds();
    }
}
