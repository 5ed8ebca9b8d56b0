package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;

/** A request whose thread went, and that nobody ever completes. */
record AsyncNever() implements Fault {

    @Override
    public String what() {
        return "an asynchronous request that nobody completes";
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
        return rig.client().get("/async/never");
    }

    @Override
    public Cure cure() {
        return Cure.code("begin to answer", rig -> rig.client().get("/async?ms=2000"));
    }
}
