package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;

/** Fewer bytes than declared, and the connection is closed behind them. */
record ShortAndClosed() implements Fault {

    @Override
    public String what() {
        return "a body shorter than its Content-Length, on a connection that is closed";
    }

    @Override
    public Expected expected() {
        return Expected.cutOff("upstream prematurely closed connection while reading upstream")
                .foundAs("response-aborted");
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().get("/do?steps=header:Connection=close,length:100,write:5");
    }

    @Override
    public Cure cure() {
        return Cure.code("Content-Length", rig -> rig.client().get("/do?steps=length:5,write:5"));
    }
}
