package dev.gatewayhealth.agent.liberty;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.audit.LimitSource;
import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.contract.Listening;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An {@code HttpChain} of Liberty that has just started. Its pool of threads finds its own size and has no bound, so it tells no threads;
 * its limits are the options it was configured with.
 */
record LibertyListener(Asked configuration, String name, Listening listening) implements LimitSource {

    /** Null while it has no port. */
    static @Nullable OpenListener of(Object chain) {
        Long port = new Asked(chain).number("getActivePort");
        if (port == null || port <= 0) {
            return null;
        }
        Asked configuration = new Asked(chain).field("currentConfig");
        Object host = configuration.field("configHost").object();
        Listening listening = new Listening(address(host), port.intValue(), null);
        LibertyListener its = new LibertyListener(configuration, NAME, listening);
        return new OpenListener(
                NAME, listening, List.of(), its, chain.getClass().getClassLoader());
    }

    private static final String NAME = "Liberty";

    /** An asterisk is what it calls all addresses. */
    private static String address(@Nullable Object host) {
        return host == null || host.equals("*") ? "0.0.0.0" : "localhost".equals(host) ? "127.0.0.1" : host.toString();
    }

    @Override
    public ListenerLimits limits() {
        ListenerLimits.Builder limits = ListenerLimits.of(name, listening);
        Long idle = option("persistTimeout");
        if (idle != null) {
            limits.idleTimeout(idle * 1000, "persistTimeout of httpOptions");
        }
        Long requests = option("maxKeepAliveRequests");
        if (requests != null) {
            limits.keepAliveRequests(requests, "maxKeepAliveRequests of httpOptions");
        }
        return limits.build();
    }

    private @Nullable Long option(String key) {
        Object options = configuration.field("httpOptions").object();
        return options instanceof Map<?, ?> its && its.get(key) instanceof Number number ? number.longValue() : null;
    }
}
