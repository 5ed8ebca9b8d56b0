package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;

/** A status of 103, which this nginx does not know yet. */
record EarlyHints() implements Fault {

    @Override
    public String what() {
        return "a status of 103";
    }

    @Override
    public Expected expected() {
        return Expected.answer(103, Proof.IN_BODY).foreseenAs("response-invalid");
    }

    @Override
    public String location() {
        return "proxy_read_timeout 5s;";
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().get("/do?steps=status:103");
    }

    @Override
    public Cure cure() {
        return Cure.code("status from 200 on", rig -> rig.client().get("/hello"));
    }
}
