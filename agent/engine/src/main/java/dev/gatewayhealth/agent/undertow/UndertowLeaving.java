package dev.gatewayhealth.agent.undertow;

import dev.gatewayhealth.agent.server.Leaving;
import dev.gatewayhealth.agent.server.Reach;

/** A port of Undertow's, opened by XNIO. That an answer is the last of its connection is said to each exchange. */
record UndertowLeaving(Object acceptingChannel) implements Leaving {

    @Override
    public void lastAnswers(boolean last) {}

    /** What Undertow's own stop begins with, and finds done. */
    @Override
    public void stopListening() {
        Reach.method(acceptingChannel.getClass(), "close").of(acceptingChannel);
    }
}
