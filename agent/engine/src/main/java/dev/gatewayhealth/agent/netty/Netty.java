package dev.gatewayhealth.agent.netty;

import dev.gatewayhealth.agent.server.Conversation;
import dev.gatewayhealth.agent.server.Conversing;
import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.agent.server.Poll;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.RequestView;
import dev.gatewayhealth.report.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Netty's HTTP/1.1, whatever framework stands on it. */
public final class Netty implements Conversing {

    /** Has seen nothing of a server yet. */
    public Netty() {}

    @Override
    public RequestView view(Object turn) {
        return ((Turn) turn).types.view();
    }

    /** Replaced and not added: an application may send the same response object more than once. */
    @Override
    public void stamp(Object response, String name, String value) {
        NettyTypes.of(http(response)).stamp(response, name, value);
    }

    private static Class<?> http(Object response) {
        Class<?> http = MessageKind.of(response).http();
        if (http == null) {
            throw new IllegalArgumentException("No message of HTTP: " + response.getClass());
        }
        return http;
    }

    /** Its conversations answer themselves, in the order of their requests. */
    @Override
    public boolean answer(Object request, @Nullable Object connection, Poll poll) {
        return false;
    }

    /** A client's decoder makes responses, and those begin no conversation; nor do requests whose responses we would not hear of. */
    @Override
    public @Nullable Conversation conversation(List<?> messages, Exchanges exchanges, Poll poll) {
        if (messages.isEmpty()) {
            return null;
        }
        MessageKind first = MessageKind.of(messages.get(0));
        Class<?> http = first.http();
        NettyTypes types = first.request() && http != null ? NettyTypes.of(http) : null;
        return types != null && types.told ? new NettyConversation(exchanges, types, poll) : null;
    }

    @Override
    public Report.@Nullable Hook unfollowed(Object context) {
        return Http2Ports.heard(context);
    }

    @Override
    public @Nullable OpenListener listener(Object channel) {
        return NettyListener.of(channel);
    }
}
