package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;

/** Tomcat answers nothing to an error of the virtual machine: it closes the connection. */
record FatalError() implements Fault {

    @Override
    public String what() {
        return "an OutOfMemoryError in a request";
    }

    @Override
    public Expected expected() {
        return Expected.answer(
                        502, "upstream prematurely closed connection while reading response header from upstream")
                .foundAs("response-aborted");
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().get("/do?steps=fatal");
    }

    @Override
    public Cure cure() {
        return Cure.code("find what failed", rig -> rig.client().get("/hello"));
    }
}
