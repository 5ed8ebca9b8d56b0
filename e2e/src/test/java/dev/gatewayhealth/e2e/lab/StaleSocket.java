package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.Rig;

/** The file of a unix socket is there, and the process that listened on it is not. */
record StaleSocket() implements Fault {

    @Override
    public String what() {
        return "a unix socket that nobody listens on any more";
    }

    @Override
    public Expected expected() {
        return Expected.answer(502, "failed (111: Connection refused) while connecting to upstream")
                .standsAs("not-listening");
    }

    @Override
    public String upstream() {
        return "server unix:" + Places.staleSocket() + ";";
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().get("/hello");
    }

    @Override
    public Cure cure() {
        return Cure.pastedIntoUpstream();
    }
}
