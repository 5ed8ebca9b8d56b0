package dev.gatewayhealth.agent.jetty;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.Copy;
import dev.gatewayhealth.agent.server.Poll;
import dev.gatewayhealth.report.HealthResponse;
import java.nio.ByteBuffer;

/** Answers a request of Jetty 12's core: the last write completes the callback that a handler would have completed. */
final class CoreAnswer extends JettyAnswer {

    @Override
    boolean answered(Object request, Poll poll) {
        Asked its = new Asked(request);
        HealthResponse answer = ask(
                poll,
                its,
                its.method("getHttpURI"),
                its.method("getHeaders"),
                its.method("getConnectionMetaData").method("getConnection").method("getEndPoint"));
        if (answer != null) {
            // Not of the request, which customizers may have wrapped.
            send(answer, its.method("getComponents"));
        }
        return answer != null;
    }

    private static void send(HealthResponse answer, Asked channel) {
        Asked response = channel.method("getResponse");
        Object callback = channel.field("_request").field("_callback").object();
        if (callback == null) {
            throw new IllegalStateException("The request has no callback");
        }
        call(response, "setStatus", new Class<?>[] {int.class}, answer.status());
        Asked headers = response.method("getHeaders");
        for (HealthResponse.Header header : answer.headers()) {
            call(headers, "put", new Class<?>[] {String.class, String.class}, header.name(), header.value());
        }
        call(
                response,
                "write",
                new Class<?>[] {boolean.class, ByteBuffer.class, callbackType(callback)},
                true,
                ByteBuffer.wrap(answer.body()),
                callback);
    }

    private static Class<?> callbackType(Object callback) {
        try {
            return Copy.of(callback.getClass(), JettyTypes.ROOT).type("org.eclipse.jetty.util.Callback");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
