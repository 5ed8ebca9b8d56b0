package dev.gatewayhealth.servlet;

import dev.gatewayhealth.library.AgentBridge;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** A response whose exchange is one of the agent's, on the other side of the bridge. */
final class BridgedResponse extends FollowedResponse {

    private final AgentBridge agent;
    private final Object handle;
    private volatile boolean ended;
    private boolean committed;

    BridgedResponse(HttpServletRequest request, HttpServletResponse response, AgentBridge agent) {
        super(request, response);
        this.agent = agent;
        this.handle = agent.begin(BridgedView::tell, this);
    }

    @Override
    void mark(Mark mark) {
        if (ended) {
            return;
        }
        ended = mark == Mark.ENDED;
        committed |= mark == Mark.COMMITTED;
        agent.mark(handle, mark.number);
    }

    @Override
    boolean isMarkedCommitted() {
        return committed;
    }
}
