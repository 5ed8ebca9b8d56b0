package dev.gatewayhealth.benchmarks;

import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.RequestView;

/** A view of requests that say nothing of themselves. */
public enum Nothing implements RequestView {
    ONLY;

    @Override
    public String method(Object request) {
        return null;
    }

    @Override
    public String path(Object request) {
        return null;
    }

    @Override
    public String protocol(Object request) {
        return null;
    }

    @Override
    public String header(Object request, String name) {
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
    public boolean delivered(Object request, Object connection) {
        return false;
    }

    @Override
    public Connection connection(Object connection) {
        return null;
    }
}
