package dev.gatewayhealth.agent.jetty;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.Copy;
import dev.gatewayhealth.audit.LimitSource;
import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.contract.Listening;
import java.util.Collection;
import java.util.Locale;

/** The limits of a Jetty connector, its HTTP configuration and the low-resource mode of its server, as they are in effect. */
final class JettyLimits implements LimitSource {

    private static final String LOW_RESOURCES = "org.eclipse.jetty.server.LowResourceMonitor";

    private final Object connector;
    private final String server;
    private final Listening listening;
    private final String name;

    JettyLimits(Object connector, String server, Listening listening, String name) {
        this.connector = connector;
        this.server = server;
        this.listening = listening;
        this.name = name;
    }

    @Override
    public ListenerLimits limits() {
        ListenerLimits.Builder limits = ListenerLimits.of(server, listening);
        Asked its = new Asked(connector);
        Long idle = its.number("getIdleTimeout");
        if (idle != null) {
            limits.idleTimeout(idle, source("idleTimeout")).http2IdleTimeout(idle, source("idleTimeout"));
        }
        Long backlog = its.number("getAcceptQueueSize");
        if (backlog != null && backlog > 0) {
            limits.backlog(backlog, source("acceptQueueSize"));
        }
        if (its.method("getDefaultProtocol").object() instanceof String first) {
            ofProtocol(first.toLowerCase(Locale.ROOT), limits);
        }
        if (its.method("getConnectionFactories").object() instanceof Collection<?> factories) {
            for (Object factory : factories) {
                ofHttp(new Asked(factory).method("getHttpConfiguration"), limits);
            }
        }
        if (its.method("getServer").method("getBeans").object() instanceof Collection<?> beans) {
            for (Object bean : beans) {
                lowResources(bean, limits);
            }
        }
        return limits.build();
    }

    /** A connection begins with the default protocol; one that detects what it gets, or a proxy's line, may go on with either. */
    private void ofProtocol(String first, ListenerLimits.Builder limits) {
        boolean tls = first.equals("ssl") || first.startsWith("ssl-");
        if (tls || first.startsWith("http/") || first.equals("h2c")) {
            limits.tls(tls, source("default protocol " + first));
        }
    }

    private void ofHttp(Asked http, ListenerLimits.Builder limits) {
        Long request = http.number("getRequestHeaderSize");
        if (request != null) {
            limits.requestHeaderBytes(request, source("HttpConfiguration.requestHeaderSize"));
        }
        Long response = http.number("getResponseHeaderSize");
        if (response != null) {
            limits.responseHeaderBytes(response, source("HttpConfiguration.responseHeaderSize"));
        }
        Long most = http.number("getMaxResponseHeaderSize");
        if (most != null && (response == null || most > response)) {
            limits.responseHeaderBytes(most, source("HttpConfiguration.maxResponseHeaderSize"));
        }
        if (http.method("isPersistentConnectionsEnabled").object() instanceof Boolean kept) {
            limits.keepAliveRequests(kept ? -1 : 1, source("HttpConfiguration.persistentConnectionsEnabled"));
        }
    }

    private static void lowResources(Object bean, ListenerLimits.Builder limits) {
        if (Copy.named(bean.getClass(), LOW_RESOURCES) == null) {
            return;
        }
        Long idle = new Asked(bean).number("getLowResourcesIdleTimeout");
        if (idle != null) {
            limits.pressedIdleTimeout(idle, "lowResourcesIdleTimeout of the LowResourceMonitor");
        }
    }

    private String source(String attribute) {
        return attribute + " of the " + name;
    }
}
