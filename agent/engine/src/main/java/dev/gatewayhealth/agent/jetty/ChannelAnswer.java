package dev.gatewayhealth.agent.jetty;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.Poll;
import dev.gatewayhealth.report.HealthResponse;

/** Answers in a channel of Jetty 9.4 to 11: a request that is marked as handled is completed by the channel in one write. */
final class ChannelAnswer extends JettyAnswer {

    @Override
    boolean answered(Object channel, Poll poll) {
        Asked its = new Asked(channel);
        Asked request = its.method("getRequest");
        Asked uri = request.method("getHttpURI");
        HealthResponse answer = ask(poll, request, uri, request.method("getHttpFields"), its.method("getEndPoint"));
        if (answer != null) {
            send(answer, request, its.method("getResponse"));
        }
        return answer != null;
    }

    private static void send(HealthResponse answer, Asked request, Asked response) {
        call(response, "setStatus", new Class<?>[] {int.class}, answer.status());
        for (HealthResponse.Header header : answer.headers()) {
            call(response, "setHeader", new Class<?>[] {String.class, String.class}, header.name(), header.value());
        }
        byte[] body = answer.body();
        if (body.length > 0) {
            Asked output = response.method("getHttpOutput");
            call(output, "write", new Class<?>[] {byte[].class, int.class, int.class}, body, 0, body.length);
        }
        call(request, "setHandled", new Class<?>[] {boolean.class}, true);
    }
}
