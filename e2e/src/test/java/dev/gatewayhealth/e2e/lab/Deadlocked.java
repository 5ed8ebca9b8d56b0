package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;

/** Two requests that wait for one another. */
record Deadlocked() implements Fault {

    @Override
    public String what() {
        return "two requests that wait for one another";
    }

    @Override
    public Expected expected() {
        return Expected.answer(504, Proof.BEFORE_HEADER)
                .foreseenAs("deadlock")
                .beside("read-timeout-near", "gateway-gave-up", "abandoned-work");
    }

    @Override
    public String location() {
        return "proxy_read_timeout 8s;";
    }

    @Override
    public Answer happen(Rig rig) {
        var unused = rig.client().later("/deadlock");
        return rig.client().get("/deadlock");
    }

    @Override
    public Cure cure() {
        return Cure.code("", rig -> rig.client().get("/hello"));
    }
}
