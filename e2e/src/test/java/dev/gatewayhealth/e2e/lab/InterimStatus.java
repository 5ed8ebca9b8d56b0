package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;

/** A status of 100: nginx takes it for the answer and waits for its body. */
record InterimStatus() implements Fault {

    @Override
    public String what() {
        return "a status of 100 as the answer";
    }

    @Override
    public Expected expected() {
        return Expected.answer(100, Proof.IN_BODY).foreseenAs("response-invalid");
    }

    @Override
    public String location() {
        return "proxy_read_timeout 5s;";
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().get("/do?steps=status:100");
    }

    @Override
    public Cure cure() {
        return Cure.code("status from 200 on", rig -> rig.client().get("/hello"));
    }
}
