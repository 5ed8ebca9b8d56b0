package dev.gatewayhealth.servlet;

import dev.gatewayhealth.library.AgentBridge;
import dev.gatewayhealth.library.Answer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * An agent in the JVM: where it follows requests at the server itself, the filter lets them pass, and otherwise it shows them to the
 * agent's monitor. Which of the two is decided at the first request: by then the server's classes are loaded, and woven if ever.
 */
final class BesideAgent implements Following {

    private final AgentBridge agent;
    private final String server;
    private volatile @Nullable Boolean agentFollows;

    BesideAgent(AgentBridge agent, String server) {
        this.agent = agent;
        this.server = server;
    }

    @Override
    public @Nullable FollowedResponse begin(HttpServletRequest request, HttpServletResponse response) {
        return agentFollows(request) ? null : new BridgedResponse(request, response, agent);
    }

    @Override
    public @Nullable Answer poll(HttpServletRequest request, String path) {
        boolean unused = agentFollows(request);
        return agent.answer(Endpoint.question(request, path));
    }

    private boolean agentFollows(HttpServletRequest request) {
        Boolean known = agentFollows;
        return known == null ? decide(request) : known;
    }

    private synchronized boolean decide(HttpServletRequest request) {
        Boolean known = agentFollows;
        if (known == null) {
            known = agent.follows();
            if (!known) {
                int port = request.getLocalPort();
                boolean placed = port > 0;
                agent.listening(server, placed ? request.getLocalAddr() : null, placed ? port : null);
            }
            agentFollows = known;
        }
        return known;
    }

    @Override
    public void close() {}
}
