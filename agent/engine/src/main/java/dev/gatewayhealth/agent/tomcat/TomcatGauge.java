package dev.gatewayhealth.agent.tomcat;

import dev.gatewayhealth.agent.server.Reach;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.resource.ListenerGauge;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A Tomcat endpoint as something that can be probed.
 *
 * @param endpoint an {@code AbstractEndpoint}
 */
record TomcatGauge(Object endpoint, String connector, Listening listening) implements ListenerGauge {

    @Override
    public boolean secure() {
        return says("isSSLEnabled", true);
    }

    private boolean says(String claim, boolean what) {
        Reach reach = Reach.method(endpoint.getClass(), claim);
        return reach.exists() && Boolean.valueOf(what).equals(reach.of(endpoint));
    }

    @Override
    public @Nullable String unfit() {
        if (listening.unixPath() != null && secure()) {
            return "TLS over a unix socket";
        }
        return protocol().contains("ajp") ? "it speaks AJP" : null;
    }

    @Override
    public boolean stopped() {
        return says("isRunning", false) || says("isPaused", true);
    }

    /** The name of the protocol handler's class; empty where it cannot be found. */
    private String protocol() {
        Reach handler = Reach.method(endpoint.getClass(), "getHandler");
        Object its = handler.exists() ? handler.of(endpoint) : null;
        if (its == null) {
            return "";
        }
        Reach proto = Reach.field(its.getClass(), "proto");
        Object protocol = proto.exists() ? proto.of(its) : null;
        return protocol == null ? "" : protocol.getClass().getName().toLowerCase(Locale.ROOT);
    }
}
