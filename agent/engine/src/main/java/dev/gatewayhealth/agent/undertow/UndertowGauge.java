package dev.gatewayhealth.agent.undertow;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.resource.ConnectionGauge;
import dev.gatewayhealth.resource.ListenerGauge;
import java.lang.ref.WeakReference;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A port of Undertow's, as something that can be probed and that holds connections.
 *
 * @param channel XNIO's accepting channel
 * @param openListener what Undertow does with its connections
 */
record UndertowGauge(Object channel, WeakReference<Object> openListener, String connector, Listening listening)
        implements ListenerGauge, ConnectionGauge {

    /** Over TLS the channel hands its connections to one that wraps them. */
    @Override
    public boolean secure() {
        Object wrapping =
                new Asked(channel).method("getAcceptListener").field("channel").object();
        return wrapping != null && wrapping.getClass().getName().contains("Ssl");
    }

    @Override
    public @Nullable String unfit() {
        return null;
    }

    @Override
    public boolean stopped() {
        return Boolean.FALSE.equals(new Asked(channel).method("isOpen").object());
    }

    @Override
    public String setting() {
        return "CONNECTION_HIGH_WATER of the listener (WildFly: max-connections)";
    }

    @Override
    public String idleSetting() {
        return "NO_REQUEST_TIMEOUT of the listener (Spring Boot: server.undertow.no-request-timeout), which must stay above"
                + " nginx's keepalive_timeout";
    }

    /** Those of HTTP/1.1. */
    @Override
    public long open() {
        Object listener = openListener.get();
        return listener != null && new Asked(listener).field("connections").object() instanceof Collection<?> held
                ? held.size()
                : -1;
    }

    /** Where one is set, the channel does not tell it to others. */
    @Override
    public long max() {
        return 0;
    }

    /** Not told once the port is open. */
    @Override
    public long backlog() {
        return 0;
    }

    @Override
    public String backlogSetting() {
        return "BACKLOG of the listener";
    }
}
