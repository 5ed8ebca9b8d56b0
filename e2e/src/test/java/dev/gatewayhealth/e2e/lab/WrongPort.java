package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;

/** nginx asks at a port nobody listens on. */
record WrongPort() implements Fault {

    @Override
    public String what() {
        return "a port that nobody listens on";
    }

    @Override
    public Expected expected() {
        return Expected.answer(502, "connect() failed (111: Connection refused) while connecting to upstream")
                .standsAs("not-listening");
    }

    @Override
    public String upstream() {
        return "server 127.0.0.1:1;";
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
