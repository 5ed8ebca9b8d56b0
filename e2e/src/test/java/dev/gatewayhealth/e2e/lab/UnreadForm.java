package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;

/** A small request body that the service does not read: the kernel has room for it, and nginx waits for the answer. */
record UnreadForm() implements Fault {

    private static final String BODY = "x".repeat(50_000);

    @Override
    public String what() {
        return "a small upload that is not read";
    }

    @Override
    public Expected expected() {
        return Expected.answer(504, Proof.BEFORE_HEADER)
                .foreseenAs("read-timeout-near")
                .beside("gateway-gave-up", "abandoned-work");
    }

    @Override
    public String location() {
        return "proxy_read_timeout 5s;";
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().call("POST", "/upload?ms=7000", BODY).answer();
    }

    @Override
    public Cure cure() {
        return Cure.pasted();
    }
}
