package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;

/** A length that was measured before the body was compressed. */
record ShortCompressed() implements Fault {

    @Override
    public String what() {
        return "a compressed body under the length of the plain one";
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
        return rig.client().get("/do?steps=header:Content-Encoding=gzip,length:1000,write:400");
    }

    @Override
    public Cure cure() {
        return Cure.code(
                "Content-Length",
                rig -> rig.client().get("/do?steps=header:Content-Encoding=gzip,length:400,write:400"));
    }
}
