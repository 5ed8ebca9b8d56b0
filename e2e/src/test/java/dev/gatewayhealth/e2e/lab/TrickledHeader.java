package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;

/** Bytes of the header keep coming, but it is not complete in time. */
record TrickledHeader() implements Fault {

    @Override
    public String what() {
        return "a header that trickles in";
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
        return rig.client().get("/header?lines=7&every=1000");
    }

    @Override
    public Cure cure() {
        return Cure.pasted();
    }
}
