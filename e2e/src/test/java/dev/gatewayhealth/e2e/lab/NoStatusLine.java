package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;

/** A status that nginx cannot read: the client gets what it takes for HTTP/0.9. */
record NoStatusLine() implements Fault {

    @Override
    public String what() {
        return "a status line that is none";
    }

    @Override
    public Expected expected() {
        return Expected.answer(9, "upstream sent no valid HTTP/1.0 header").foundAs("response-invalid");
    }

    /** On a connection that is kept nginx would wait for more. */
    @Override
    public String location() {
        return "proxy_http_version 1.0; proxy_set_header Connection close;";
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().get("/wrong?how=status");
    }

    @Override
    public Cure cure() {
        return Cure.code("status from 100 to 999", rig -> rig.client().get("/wrong?how=right"));
    }
}
