package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import java.time.Duration;

/** The whole process stands still, as for its collector, its swap or its machine. */
record Stopped() implements Fault {

    @Override
    public String what() {
        return "a process that stands still";
    }

    @Override
    public Expected expected() {
        return Expected.answer(504, Proof.BEFORE_HEADER)
                .foundAs("pauses")
                .beside("listener", "queue-wait", "read-timeout-near", "gateway-gave-up", "abandoned-work");
    }

    @Override
    public String location() {
        return "proxy_read_timeout 5s;";
    }

    @Override
    public Answer happen(Rig rig) {
        rig.reports()
                .await(
                        "pauses to be looked for",
                        report -> report.resource("pauses").isPresent());
        rig.service().stopFor(Duration.ofSeconds(7));
        return rig.client().get("/hello");
    }

    @Override
    public Cure cure() {
        return Cure.code("safepoint", rig -> rig.client().get("/hello"));
    }
}
