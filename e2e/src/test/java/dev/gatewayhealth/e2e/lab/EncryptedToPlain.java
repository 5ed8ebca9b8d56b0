package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;

/** nginx begins with a TLS handshake where the service takes none. */
record EncryptedToPlain() implements Fault {

    @Override
    public String what() {
        return "`https` to a port that takes no TLS";
    }

    @Override
    public Expected expected() {
        return Expected.answer(502, "SSL_do_handshake() failed").standsAs("not-listening");
    }

    @Override
    public String location() {
        return "proxy_pass https://service;";
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().get("/hello");
    }

    @Override
    public Cure cure() {
        return Cure.pasted();
    }
}
