package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;

/** nginx asks at a unix socket that is not there. */
record MissingSocket() implements Fault {

    @Override
    public String what() {
        return "a unix socket that is not there";
    }

    @Override
    public Expected expected() {
        return Expected.answer(502, "failed (2: No such file or directory) while connecting to upstream")
                .standsAs("not-listening");
    }

    @Override
    public String upstream() {
        return "server unix:/tmp/gateway-health-no-such.sock;";
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().get("/hello");
    }

    @Override
    public Cure cure() {
        return Cure.pastedIntoUpstream();
    }
}
