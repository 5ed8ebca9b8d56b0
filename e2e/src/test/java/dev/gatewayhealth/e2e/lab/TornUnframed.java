package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;

/** Over HTTP/1.0 the end of the connection is the end of the body: nobody behind the service can tell that it is not whole. */
record TornUnframed() implements Fault {

    @Override
    public String what() {
        return "an exception in the middle of a body over HTTP/1.0";
    }

    @Override
    public Expected expected() {
        return Expected.answer(200, "").foundAs("response-aborted");
    }

    @Override
    public String location() {
        return "proxy_http_version 1.0; proxy_set_header Connection close;";
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().get("/do?steps=write:9000,flush,throw");
    }

    @Override
    public Cure cure() {
        return Cure.code("find what failed", rig -> rig.client().get("/do?steps=write:9000"));
    }
}
