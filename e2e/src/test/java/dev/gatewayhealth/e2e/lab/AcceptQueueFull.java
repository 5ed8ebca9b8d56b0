package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.ServiceUnderTest;

/** The connector takes no more connections, and the kernel's queue before it is full: it drops what comes. */
record AcceptQueueFull() implements Fault {

    private static final String CONNECTING =
            "upstream timed out (110: Connection timed out) while connecting to upstream";

    @Override
    public String what() {
        return "a full accept queue";
    }

    @Override
    public Expected expected() {
        return Expected.answer(504, CONNECTING)
                .foreseenAs("accept-queue")
                .beside("connections", "request-threads", "queue-wait", "listener", "abandoned-work");
    }

    @Override
    public String location() {
        return "proxy_connect_timeout 5s;";
    }

    @Override
    public String upstream() {
        return "server 127.0.0.1:$service;";
    }

    @Override
    public void service(ServiceUnderTest.Recipe recipe) {
        recipe.threads(2).connections(2).backlog(3);
    }

    @Override
    public Answer happen(Rig rig) {
        return Rush.of(rig, 12, "/slow?ms=9000", CONNECTING);
    }

    @Override
    public Cure cure() {
        return Cure.setting(
                "find why nothing is accepted", recipe -> recipe.threads(20).connections(100));
    }
}
