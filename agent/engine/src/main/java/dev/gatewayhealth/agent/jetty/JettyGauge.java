package dev.gatewayhealth.agent.jetty;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.resource.ConnectionGauge;
import dev.gatewayhealth.resource.ListenerGauge;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A connector of Jetty, as something that can be probed and that holds connections.
 *
 * @param object an {@code AbstractConnector}
 */
record JettyGauge(Object object, String connector, Listening listening) implements ListenerGauge, ConnectionGauge {

    /** What {@code ServerSocketChannel.bind} takes for 0. */
    private static final int JDK_BACKLOG = 50;

    /** Its first protocol is TLS, or nothing of it is. */
    @Override
    public boolean secure() {
        return protocol().contains("ssl");
    }

    @Override
    public @Nullable String unfit() {
        if (listening.unixPath() != null && secure()) {
            return "TLS over a unix socket";
        }
        return protocol().contains("proxy") ? "it speaks the PROXY protocol" : null;
    }

    @Override
    public boolean stopped() {
        Asked its = new Asked(object);
        return Boolean.FALSE.equals(its.method("isRunning").object())
                || Boolean.FALSE.equals(its.method("isOpen").object())
                || Boolean.FALSE.equals(its.method("isAccepting").object());
    }

    @Override
    public String setting() {
        return "maxConnections of a ConnectionLimit of the server (Spring Boot: server.jetty.max-connections)";
    }

    @Override
    public String idleSetting() {
        return "idleTimeout of the connector (Spring Boot: server.jetty.connection-idle-timeout), which must stay above"
                + " nginx's keepalive_timeout";
    }

    @Override
    public long open() {
        return new Asked(object).method("getConnectedEndPoints").object() instanceof Collection<?> ends
                ? ends.size()
                : -1;
    }

    /** Of a {@code ConnectionLimit} that stands at the server or at this connector. */
    @Override
    public long max() {
        Asked its = new Asked(object);
        long ofServer = limit(its.method("getServer"));
        long own = limit(its);
        return ofServer > 0 && own > 0 ? Math.min(ofServer, own) : Math.max(ofServer, own);
    }

    @Override
    public long backlog() {
        Long size = new Asked(object).number("getAcceptQueueSize");
        return size == null ? 0 : size > 0 ? size : JDK_BACKLOG;
    }

    @Override
    public String backlogSetting() {
        return "acceptQueueSize of the ServerConnector";
    }

    private static long limit(Asked container) {
        long most = 0;
        if (container.method("getBeans").object() instanceof Collection<?> beans) {
            for (Object bean : beans) {
                Long its = bean.getClass().getName().endsWith("ConnectionLimit")
                        ? new Asked(bean).number("getMaxConnections")
                        : null;
                most = its == null ? most : its;
            }
        }
        return most;
    }

    private String protocol() {
        Object its = new Asked(object).method("getDefaultProtocol").object();
        return its == null ? "" : its.toString().toLowerCase(Locale.ROOT);
    }
}
