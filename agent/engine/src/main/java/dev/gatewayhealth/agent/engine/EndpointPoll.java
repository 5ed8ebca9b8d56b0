package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.agent.server.Poll;
import dev.gatewayhealth.report.HealthResponse;
import org.jspecify.annotations.Nullable;

/** Asks the endpoint for a server that finds the requests in its connections itself. */
final class EndpointPoll implements Poll {

    static final Poll INSTANCE = new EndpointPoll();

    private EndpointPoll() {}

    @Override
    public boolean concerns(int pathLength) {
        return Events.concerns(pathLength);
    }

    @Override
    public boolean leaving() {
        return Events.leaving();
    }

    @Override
    public @Nullable HealthResponse ask(
            String method,
            String rawPath,
            @Nullable String accept,
            @Nullable String authorization,
            @Nullable String userAgent,
            @Nullable String forwardedFor,
            String from) {
        return Engine.asked(method, rawPath, accept, authorization, userAgent, forwardedFor, from);
    }
}
