package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;

/** The connection is reset in the middle of a body. */
record TornReset() implements Fault {

    @Override
    public String what() {
        return "a connection reset in the middle of a body";
    }

    @Override
    public Expected expected() {
        return Expected.cutOff("(104: Connection reset by peer) while reading upstream")
                .foundAs("response-aborted");
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().get("/do?steps=write:9000,flush,reset");
    }

    @Override
    public Cure cure() {
        return Cure.code("find what failed", rig -> rig.client().get("/do?steps=write:9000"));
    }
}
