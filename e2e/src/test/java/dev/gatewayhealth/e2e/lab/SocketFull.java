package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.ServiceUnderTest;
import java.nio.file.Path;

/** The same on a unix socket, whose queue is seen nowhere: nginx is refused at once. */
record SocketFull() implements Fault {

    private static final String FULL = "failed (11: Resource temporarily unavailable) while connecting to upstream";

    @Override
    public String what() {
        return "a full accept queue of a unix socket";
    }

    @Override
    public Expected expected() {
        return Expected.answer(502, FULL).foreseenAs("request-threads").beside("connections", "queue-wait", "listener");
    }

    @Override
    public String upstream() {
        return "server unix:" + socket() + ";";
    }

    @Override
    public void service(ServiceUnderTest.Recipe recipe) {
        recipe.socket(socket(), "rw-rw-rw-").threads(2).connections(2).backlog(3);
    }

    private static Path socket() {
        return Places.socket("lab");
    }

    @Override
    public Answer happen(Rig rig) {
        return Rush.of(rig, 12, "/slow?ms=6000", FULL);
    }

    @Override
    public Cure cure() {
        return Cure.setting("raise maxThreads", recipe -> recipe.threads(20).connections(100));
    }
}
