package dev.gatewayhealth.agent.tomcat;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.audit.LimitSource;
import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.contract.Listening;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a Tomcat endpoint, its protocol and its connector, as they are in effect: an unset {@code keepAliveTimeout} is
 * {@code connectionTimeout}, and the endpoint says so itself.
 */
final class TomcatLimits implements LimitSource {

    private final Object endpoint;
    private final String server;
    private final Listening listening;
    private final String connector;

    TomcatLimits(Object endpoint, String server, Listening listening, String connector) {
        this.endpoint = endpoint;
        this.server = server;
        this.listening = listening;
        this.connector = connector;
    }

    @Override
    public ListenerLimits limits() {
        ListenerLimits.Builder limits = ListenerLimits.of(server, listening);
        Asked its = new Asked(endpoint);
        ofEndpoint(its, limits);
        Asked protocol = its.method("getHandler").field("proto");
        ofProtocol(protocol, limits);
        Asked catalina = protocol.method("getAdapter").field("connector");
        ofConnector(catalina, limits);
        Multipart.in(catalina, limits);
        return limits.build();
    }

    private void ofEndpoint(Asked its, ListenerLimits.Builder limits) {
        Long idle = its.number("getKeepAliveTimeout");
        if (idle != null) {
            limits.idleTimeout(idle, source("keepAliveTimeout"));
        }
        Long requests = its.number("getMaxKeepAliveRequests");
        if (requests != null) {
            limits.keepAliveRequests(requests, source("maxKeepAliveRequests"));
        }
        Long backlog = its.number("getAcceptCount");
        if (backlog != null) {
            limits.backlog(backlog, source("acceptCount"));
        }
        if (its.method("isSSLEnabled").object() instanceof Boolean tls) {
            limits.tls(tls, source("SSLEnabled"));
        }
    }

    private void ofProtocol(Asked protocol, ListenerLimits.Builder limits) {
        Long header = either(protocol.number("getMaxHttpRequestHeaderSize"), protocol.number("getMaxHttpHeaderSize"));
        if (header != null) {
            limits.requestHeaderBytes(header, source("maxHttpRequestHeaderSize"));
        }
        Long answer = either(protocol.number("getMaxHttpResponseHeaderSize"), protocol.number("getMaxHttpHeaderSize"));
        if (answer != null) {
            limits.responseHeaderBytes(answer, source("maxHttpResponseHeaderSize"));
        }
        Long headers = protocol.number("getMaxHeaderCount");
        if (headers != null) {
            limits.requestHeaders(headers, source("maxHeaderCount"));
        }
        Long swallow = protocol.number("getMaxSwallowSize");
        if (swallow != null) {
            limits.swallowBytes(swallow, source("maxSwallowSize"));
        }
        Object[] upgrades = protocol.array("findUpgradeProtocols");
        limits.http2(upgrades.length > 0, "UpgradeProtocol of the " + connector);
        for (Object upgrade : upgrades) {
            Long idle = new Asked(upgrade).number("getKeepAliveTimeout");
            if (idle != null) {
                limits.http2IdleTimeout(idle, "keepAliveTimeout of the UpgradeProtocol in the " + connector);
            }
        }
    }

    private void ofConnector(Asked catalina, ListenerLimits.Builder limits) {
        Long async = catalina.number("getAsyncTimeout");
        if (async != null) {
            limits.asyncTimeout(async, source("asyncTimeout"));
        }
        Long form = catalina.number("getMaxPostSize");
        if (form != null) {
            limits.formBytes(form, source("maxPostSize"));
        }
    }

    private String source(String attribute) {
        return attribute + " of the " + connector;
    }

    private static @Nullable Long either(@Nullable Long first, @Nullable Long second) {
        return first == null ? second : first;
    }
}
