package dev.gatewayhealth.agent.helidon;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.HungUp;
import dev.gatewayhealth.agent.server.SocketEnds;
import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.OtherEnd;
import dev.gatewayhealth.exchange.RequestView;
import java.nio.channels.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Reads what serves an upgraded connection whose request passed no routing: of it, a WebSocket has kept the first line, and others
 * nothing. What called it stands for the connection.
 */
final class UpgradedView implements RequestView {

    private final HelidonTypes types;

    UpgradedView(HelidonTypes types) {
        this.types = types;
    }

    @Override
    public @Nullable String method(Object served) {
        Object prologue = prologue(served);
        Object its = prologue == null ? null : types.method.of(prologue);
        return its == null ? null : (String) types.methodText.of(its);
    }

    @Override
    public @Nullable String path(Object served) {
        Object prologue = prologue(served);
        Object its = prologue == null ? null : types.uri.of(prologue);
        return its == null ? null : (String) types.rawPath.of(its);
    }

    /** No other version of HTTP has upgrades. */
    @Override
    public String protocol(Object served) {
        return "HTTP/1.1";
    }

    @Override
    public @Nullable String header(Object served, String name) {
        return null;
    }

    @Override
    public long bodyExpected(Object served) {
        return 0;
    }

    @Override
    public long bodyReceived(Object served) {
        return 0;
    }

    /** It ends well whenever it ends. */
    @Override
    public boolean delivered(Object served, @Nullable Object caller) {
        return true;
    }

    @Override
    public @Nullable Connection connection(Object caller) {
        return SocketEnds.of(HelidonView.socket(caller));
    }

    @Override
    public OtherEnd otherEnd(Object caller) {
        return HelidonView.socket(caller) instanceof Channel channel ? HungUp.of(channel) : OtherEnd.UNTOLD;
    }

    private @Nullable Object prologue(Object served) {
        Object its = new Asked(served).field("prologue").object();
        return types.isPrologue(its) ? its : null;
    }
}
