package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.ServiceUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Another service answers nothing, and whoever waits for it holds a thread: what does not need it has none. */
record SlowDependency() implements Fault {

    private static final int THREADS = 8;

    @Override
    public String what() {
        return "threads held by a dependency that does not answer";
    }

    @Override
    public Expected expected() {
        return Expected.answer(504, Proof.BEFORE_HEADER)
                .foreseenAs("request-threads")
                .beside("queue-wait", "read-timeout-near", "gateway-gave-up", "abandoned-work", "listener");
    }

    @Override
    public String location() {
        return "proxy_read_timeout 5s;";
    }

    @Override
    public void service(ServiceUnderTest.Recipe recipe) {
        recipe.threads(THREADS);
    }

    @Override
    public Answer happen(Rig rig) {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String target = "/do?steps=call:http://127.0.0.1:" + silent.getLocalPort() + "/";
            for (int i = 0; i < THREADS + 2; i++) {
                var unused = rig.client().later(target);
            }
            rig.reports().await("threads at work", report -> report.count("inFlight") >= THREADS);
            return rig.client().get("/hello");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Cure cure() {
        return Cure.setting("raise maxThreads", recipe -> recipe.threads(40));
    }
}
