package dev.gatewayhealth.agent.engine;

import java.util.function.Consumer;

/** The agent's own voice: standard error, one line at a time; no logging framework, which may not be up, or be the server's own. */
final class Stderr implements Consumer<String> {

    /** Says each thing it is given as the agent. */
    static final Consumer<String> SAY = new Stderr("[gateway-health] ");

    /** Prints each line it is given as it is. */
    static final Consumer<String> LINE = new Stderr("");

    private final String who;

    private Stderr(String who) {
        this.who = who;
    }

    static void say(String what) {
        SAY.accept(what);
    }

    @Override
    public void accept(String what) {
        System.err.println(who + what);
    }
}
