package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;

/** A field name with a space in it. */
record InvalidHeader() implements Fault {

    @Override
    public String what() {
        return "a response header with a bad line";
    }

    @Override
    public Expected expected() {
        return Expected.answer(502, "upstream sent invalid header").foundAs("response-invalid");
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().get("/wrong?how=name");
    }

    @Override
    public Cure cure() {
        return Cure.code(
                "check what is put into header fields", rig -> rig.client().get("/wrong?how=right"));
    }
}
