package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Call;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.ServiceUnderTest;
import java.util.List;
import java.util.stream.Stream;

/** Connections that somebody keeps and does not use take all that the connector has. */
record ConnectionsTaken() implements Fault {

    @Override
    public String what() {
        return "all connections taken by idle ones";
    }

    @Override
    public Expected expected() {
        return Expected.answer(504, Proof.BEFORE_HEADER)
                .foreseenAs("connections")
                .beside("queue-wait", "listener", "gateway-gave-up", "read-timeout-near");
    }

    @Override
    public String location() {
        return "proxy_read_timeout 5s;";
    }

    @Override
    public String upstream() {
        return "server 127.0.0.1:$service;";
    }

    @Override
    public void service(ServiceUnderTest.Recipe recipe) {
        recipe.connections(6);
    }

    @Override
    public Answer happen(Rig rig) {
        List<Call> kept = Stream.generate(() -> Call.open(rig.service().port(), "kept", new byte[0]))
                .limit(7)
                .toList();
        try {
            return rig.client().get("/hello");
        } finally {
            kept.forEach(Call::close);
        }
    }

    @Override
    public Cure cure() {
        return Cure.setting("raise maxConnections", recipe -> recipe.connections(100));
    }
}
