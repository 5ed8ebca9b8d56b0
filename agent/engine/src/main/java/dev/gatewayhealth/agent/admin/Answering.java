package dev.gatewayhealth.agent.admin;

import dev.gatewayhealth.report.HealthEndpoint;
import dev.gatewayhealth.report.HealthResponse;
import dev.gatewayhealth.report.Pollers;

/** What the admin listener says to a request: the endpoint's answer, noted as a poll, or a refusal. */
final class Answering {

    private final HealthEndpoint endpoint;
    private final Pollers pollers;

    Answering(HealthEndpoint endpoint, Pollers pollers) {
        this.endpoint = endpoint;
        this.pollers = pollers;
    }

    /** The whole answer, for one write. */
    byte[] to(RequestHead request, String peer, boolean keepAlive) {
        String method = request.method();
        boolean reading = method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
        if (!reading && request.field("origin") != null) {
            // Only browsers send it: some web page tries to reach a port of its reader's machine.
            return Refusal.FORBIDDEN.bytes(keepAlive);
        }
        HealthResponse response = endpoint.answer(
                method, request.target(), request.field("accept"), request.field("authorization"), true);
        if (response == null) {
            return Refusal.NOT_FOUND.bytes(keepAlive);
        }
        if (reading && (response.status() == 200 || response.status() == 503)) {
            pollers.polled(
                    peer, method, request.field("user-agent"), response.status(), endpoint.readiness(request.target()));
        }
        return response.http11Bytes(keepAlive);
    }
}
