package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;

/** The service thinks for longer than nginx waits. */
record SlowAnswer() implements Fault {

    @Override
    public String what() {
        return "an answer that takes longer than nginx waits";
    }

    @Override
    public Expected expected() {
        return Expected.answer(504, Proof.BEFORE_HEADER)
                .foreseenAs("read-timeout-near")
                .beside("gateway-gave-up", "abandoned-work");
    }

    @Override
    public String location() {
        return "proxy_read_timeout 5s;";
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().get("/slow?ms=7000");
    }

    @Override
    public Cure cure() {
        return Cure.pasted();
    }
}
