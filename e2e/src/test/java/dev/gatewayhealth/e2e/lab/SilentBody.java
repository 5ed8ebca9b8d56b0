package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;

/** A stream that falls silent; cured by bytes in between. */
record SilentBody() implements Fault {

    @Override
    public String what() {
        return "a body that falls silent";
    }

    @Override
    public Expected expected() {
        return Expected.cutOff(Proof.IN_BODY)
                .foreseenAs("read-timeout-near")
                .beside("gateway-gave-up", "abandoned-work");
    }

    @Override
    public String location() {
        return "proxy_read_timeout 5s;";
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().get("/stall?ms=7000");
    }

    @Override
    public Cure cure() {
        return Cure.code("heartbeat", rig -> rig.client().get("/trickle?bytes=8&every=1000"));
    }
}
