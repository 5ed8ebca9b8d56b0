package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;

/** The service closes the connection in place of an answer. */
record ClosedUnanswered() implements Fault {

    @Override
    public String what() {
        return "a connection closed in place of an answer";
    }

    @Override
    public Expected expected() {
        return Expected.answer(
                        502, "upstream prematurely closed connection while reading response header from upstream")
                .foundAs("response-aborted");
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().get("/do?steps=close");
    }

    @Override
    public Cure cure() {
        return Cure.code("find what failed", rig -> rig.client().get("/hello"));
    }
}
