package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;

/** {@code Transfer-Encoding} set by hand: nginx looks for chunks where there are none. */
record BrokenChunks() implements Fault {

    @Override
    public String what() {
        return "Transfer-Encoding set by hand";
    }

    @Override
    public Expected expected() {
        return Expected.nothing("upstream sent invalid chunked response").foundAs("response-invalid");
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().get("/wrong?how=coding");
    }

    @Override
    public Cure cure() {
        return Cure.code("by hand", rig -> rig.client().get("/wrong?how=right"));
    }
}
