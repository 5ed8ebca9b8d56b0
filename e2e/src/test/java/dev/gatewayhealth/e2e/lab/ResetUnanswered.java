package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;

/** The service resets the connection in place of an answer. */
record ResetUnanswered() implements Fault {

    @Override
    public String what() {
        return "a connection reset in place of an answer";
    }

    @Override
    public Expected expected() {
        return Expected.answer(
                        502,
                        "recv() failed (104: Connection reset by peer) while reading response header from upstream")
                .foundAs("response-aborted");
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().get("/do?steps=reset");
    }

    @Override
    public Cure cure() {
        return Cure.code("find what failed", rig -> rig.client().get("/hello"));
    }
}
