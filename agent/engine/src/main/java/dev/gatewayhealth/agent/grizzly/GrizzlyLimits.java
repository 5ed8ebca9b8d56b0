package dev.gatewayhealth.agent.grizzly;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.audit.LimitSource;
import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.contract.Listening;

/** The limits of a Grizzly listener, read from the filters and the transport that keep them. */
final class GrizzlyLimits implements LimitSource {

    private final HttpFilters filters;
    private final Asked transport;
    private final String server;
    private final Listening listening;

    GrizzlyLimits(HttpFilters filters, Asked transport, String server, Listening listening) {
        this.filters = filters;
        this.transport = transport;
        this.server = server;
        this.listening = listening;
    }

    @Override
    public ListenerLimits limits() {
        ListenerLimits.Builder limits = ListenerLimits.of(server, listening);
        Asked keepAlive = filters.codec().field("keepAlive");
        Long idle = keepAlive.number("getIdleTimeoutInSeconds");
        if (idle != null) {
            limits.idleTimeout(idle < 0 ? -1 : idle * 1000, source("KeepAlive.idleTimeoutInSeconds"));
        }
        Long requests = keepAlive.number("getMaxRequestsCount");
        if (requests != null) {
            limits.keepAliveRequests(requests, source("KeepAlive.maxRequestsCount"));
        }
        if (filters.codec().field("maxHeadersSize").object() instanceof Number bytes) {
            limits.requestHeaderBytes(bytes.longValue(), source("maxHttpHeaderSize"));
        }
        if (filters.codec().field("maxRequestHeaders").object() instanceof Number headers) {
            limits.requestHeaders(headers.longValue(), source("maxRequestHeaders"));
        }
        Long body = filters.server().method("getConfiguration").number("getMaxPostSize");
        if (body != null) {
            limits.bodyBytes(body, source("maxPostSize"));
        }
        Long backlog = transport.number("getServerConnectionBackLog");
        if (backlog != null) {
            limits.backlog(backlog, source("serverConnectionBackLog"));
        }
        return limits.build();
    }

    private String source(String attribute) {
        return attribute + " of the connector :" + listening.port();
    }
}
