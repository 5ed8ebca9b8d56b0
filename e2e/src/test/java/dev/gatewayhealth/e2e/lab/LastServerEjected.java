package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;

/** One slow URL takes every server out of its group; then all others fail at once. */
record LastServerEjected() implements Fault {

    @Override
    public String what() {
        return "the last server taken out for a slow URL";
    }

    @Override
    public Expected expected() {
        return Expected.answer(502, "no live upstreams while connecting to upstream")
                .foreseenAs("read-timeout-near")
                .beside("gateway-gave-up", "abandoned-work", "upstream-ejected", "queue-wait");
    }

    /** Of the request that had the server ejected; who comes after it gets the other. */
    @Override
    public int foretold() {
        return 504;
    }

    @Override
    public String location() {
        return "proxy_read_timeout 5s;";
    }

    @Override
    public String upstream() {
        return "server 127.0.0.1:$service; server localhost:$service;";
    }

    @Override
    public Answer happen(Rig rig) {
        rig.client().get("/slow?ms=7000");
        return rig.client().get("/hello");
    }

    @Override
    public Cure cure() {
        return Cure.pasted();
    }
}
