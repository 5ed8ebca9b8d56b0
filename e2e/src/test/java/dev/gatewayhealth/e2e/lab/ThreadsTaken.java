package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.ServiceUnderTest;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** More requests than threads, each of them short enough: the last ones wait too long for a thread. */
record ThreadsTaken() implements Fault {

    @Override
    public String what() {
        return "all threads taken";
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
        recipe.threads(2);
    }

    @Override
    public Answer happen(Rig rig) {
        List<CompletableFuture<Answer>> all = Stream.generate(() -> rig.client().later("/slow?ms=3000"))
                .limit(8)
                .toList();
        return all.stream()
                .map(CompletableFuture::join)
                .max(Comparator.comparing(Answer::status))
                .orElseThrow();
    }

    @Override
    public Cure cure() {
        return Cure.setting("raise maxThreads", recipe -> recipe.threads(20));
    }
}
