package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;

/** An exception after the header is out. */
record TornBody() implements Fault {

    @Override
    public String what() {
        return "an exception in the middle of a body";
    }

    @Override
    public Expected expected() {
        return Expected.cutOff("upstream prematurely closed connection while reading upstream")
                .foundAs("response-aborted");
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().get("/wrong?how=torn");
    }

    @Override
    public Cure cure() {
        return Cure.code("", rig -> rig.client().get("/wrong?how=right"));
    }
}
