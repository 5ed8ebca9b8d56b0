package dev.gatewayhealth.agent.tomcat;

import dev.gatewayhealth.agent.server.Reach;
import dev.gatewayhealth.resource.ConnectionGauge;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a Tomcat endpoint. Its own count is one too high while there is room: the acceptor counts the next connection
 * before it waits for it. At the bound the acceptor is held back by the latch, and the count is right.
 */
final class TomcatConnections implements ConnectionGauge {

    private final Object endpoint;
    private final String connector;

    /** Found when first needed, which is not while the server starts. */
    private @Nullable Reach count;

    private @Nullable Reach latch;

    TomcatConnections(Object endpoint, String connector) {
        this.endpoint = endpoint;
        this.connector = connector;
    }

    @Override
    public String connector() {
        return connector;
    }

    @Override
    public String setting() {
        return "maxConnections of the connector (Spring Boot: server.tomcat.max-connections)";
    }

    @Override
    public String idleSetting() {
        return "keepAliveTimeout (Spring Boot: server.tomcat.keep-alive-timeout), which must stay above nginx's"
                + " keepalive_timeout";
    }

    @Override
    public long open() {
        if (count == null) {
            count = Reach.method(endpoint.getClass(), "getConnectionCount");
        }
        long counted = count.number(endpoint);
        return counted > 0 && !held() ? counted - 1 : counted;
    }

    @Override
    public long max() {
        return Reach.method(endpoint.getClass(), "getMaxConnections").number(endpoint);
    }

    @Override
    public long backlog() {
        return Reach.method(endpoint.getClass(), "getAcceptCount").number(endpoint);
    }

    @Override
    public String backlogSetting() {
        return "acceptCount of the connector (Spring Boot: server.tomcat.accept-count)";
    }

    /** Whether the acceptor waits for a connection to end; with no bound, and while it is paused, there is no latch. */
    private boolean held() {
        if (latch == null) {
            latch = Reach.field(endpoint.getClass(), "connectionLimitLatch");
        }
        Object its = latch.exists() ? latch.of(endpoint) : null;
        return its != null
                && Boolean.TRUE.equals(
                        Reach.method(its.getClass(), "hasQueuedThreads").of(its));
    }
}
