package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;

/** A large request body that the service does not read. */
record UnreadUpload() implements Fault {

    private static final String BODY = "x".repeat(16 << 20);

    @Override
    public String what() {
        return "a large upload that is not read";
    }

    @Override
    public Expected expected() {
        return Expected.answer(504, Proof.WHILE_SENDING)
                .foreseenAs("send-timeout-near")
                .beside("gateway-gave-up", "abandoned-work");
    }

    @Override
    public String location() {
        return "proxy_send_timeout 5s;";
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().call("POST", "/upload?ms=8000", BODY).answer();
    }

    @Override
    public Cure cure() {
        return Cure.code(
                "read the request body",
                rig -> rig.client().call("POST", "/upload?ms=0", BODY).answer());
    }
}
