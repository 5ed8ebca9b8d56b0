package dev.gatewayhealth.agent.engine;

/** The agent's own voice: standard error, one line at a time; no logging framework, which may not be up, or be the server's own. */
final class Stderr {

    private Stderr() {}

    static void say(String what) {
        line("[gateway-health] " + what);
    }

    static void line(String line) {
        System.err.println(line);
    }
}
