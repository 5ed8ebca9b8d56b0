package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;

/** Fewer bytes than declared, on a connection that is kept: nginx waits for the rest. */
record ShortBody() implements Fault {

    @Override
    public String what() {
        return "a body shorter than its Content-Length, on a connection that is kept";
    }

    @Override
    public Expected expected() {
        return Expected.cutOff(Proof.IN_BODY).foreseenAs("response-aborted");
    }

    @Override
    public String location() {
        return "proxy_read_timeout 5s;";
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().get("/wrong?how=short");
    }

    @Override
    public Cure cure() {
        return Cure.code("", rig -> rig.client().get("/wrong?how=right"));
    }
}
