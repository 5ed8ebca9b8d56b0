package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.ServiceUnderTest;

/** The kernel's queue before a unix socket, of which it tells nothing, is full: whoever comes is turned away at once. */
record SocketQueueFull() implements Fault {

    private static final String TURNED_AWAY =
            "failed (11: Resource temporarily unavailable) while connecting to upstream";

    @Override
    public String what() {
        return "a full accept queue of a unix socket";
    }

    @Override
    public Expected expected() {
        return Expected.answer(502, TURNED_AWAY)
                .foreseenAs("connections")
                .beside(
                        "request-threads",
                        "queue-wait",
                        "listener",
                        "read-timeout-near",
                        "gateway-gave-up",
                        "abandoned-work");
    }

    @Override
    public String location() {
        return "proxy_read_timeout 6s;";
    }

    @Override
    public String upstream() {
        return "server unix:" + Places.ownSocket() + ";";
    }

    @Override
    public void service(ServiceUnderTest.Recipe recipe) {
        recipe.socket(Places.freshSocket(), "rwx------")
                .threads(4)
                .connections(4)
                .backlog(6);
    }

    @Override
    public Answer happen(Rig rig) {
        return Rush.of(rig, 18, "/slow?ms=4500", TURNED_AWAY);
    }

    @Override
    public Cure cure() {
        return Cure.setting("raise maxConnections", recipe -> recipe.threads(40).connections(100));
    }
}
