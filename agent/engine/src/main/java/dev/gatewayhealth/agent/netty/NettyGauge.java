package dev.gatewayhealth.agent.netty;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.resource.ConnectionGauge;
import dev.gatewayhealth.resource.ListenerGauge;
import org.jspecify.annotations.Nullable;

/**
 * A bound channel, as something that can be probed once HTTP was heard there, and that has an accept queue.
 *
 * @param channel a {@code ServerChannel}
 */
record NettyGauge(Object channel, String connector, Listening listening) implements ListenerGauge, ConnectionGauge {

    @Override
    public boolean secure() {
        return HttpPorts.secure(listening.port());
    }

    @Override
    public @Nullable String unfit() {
        return HttpPorts.known(listening.port()) ? null : "no HTTP/1.1 request has come there";
    }

    @Override
    public boolean stopped() {
        return Boolean.FALSE.equals(new Asked(channel).method("isOpen").object());
    }

    @Override
    public String setting() {
        return "what accepts connections";
    }

    @Override
    public String idleSetting() {
        return "the idle timeout of the server";
    }

    /** A channel does not count those it has accepted. */
    @Override
    public long open() {
        return -1;
    }

    @Override
    public long max() {
        return 0;
    }

    @Override
    public long backlog() {
        Long backlog = new Asked(channel).method("config").number("getBacklog");
        return backlog == null ? 0 : backlog;
    }

    @Override
    public String backlogSetting() {
        return "SO_BACKLOG of the server channel";
    }
}
