package dev.gatewayhealth.agent.httpserver;

import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.RequestView;
import org.jspecify.annotations.Nullable;

/** A request that the server rejects while it reads it: over before anybody could ask. */
final class RejectedView implements RequestView {

    static final RejectedView INSTANCE = new RejectedView();

    private RejectedView() {}

    @Override
    public @Nullable String method(Object request) {
        return null;
    }

    @Override
    public @Nullable String path(Object request) {
        return null;
    }

    @Override
    public @Nullable String protocol(Object request) {
        return null;
    }

    @Override
    public @Nullable String header(Object request, String name) {
        return null;
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
        return null;
    }
}
