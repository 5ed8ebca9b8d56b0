package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.ServiceUnderTest;

/** Files that are opened and never closed: in the end no connection is accepted any more. */
record DescriptorsGone() implements Fault {

    @Override
    public String what() {
        return "no file descriptor left";
    }

    @Override
    public Expected expected() {
        return Expected.answer(504, Proof.BEFORE_HEADER)
                .foreseenAs("file-descriptors")
                .beside("listener", "accept-queue", "queue-wait", "gateway-gave-up", "read-timeout-near");
    }

    @Override
    public String location() {
        return "proxy_read_timeout 5s;";
    }

    @Override
    public void service(ServiceUnderTest.Recipe recipe) {
        recipe.descriptors(300);
    }

    @Override
    public Answer happen(Rig rig) {
        Answer answer = rig.client().get("/hello");
        for (int i = 0; i < 14 && answer.status() == 200; i++) {
            rig.client().get("/leak?files=25");
            rig.reports().quiet();
            answer = rig.client().get("/hello");
        }
        return answer;
    }

    @Override
    public String upstream() {
        return "server 127.0.0.1:$service;";
    }

    @Override
    public Cure cure() {
        return Cure.setting("LimitNOFILE", recipe -> recipe.descriptors(4096));
    }
}
