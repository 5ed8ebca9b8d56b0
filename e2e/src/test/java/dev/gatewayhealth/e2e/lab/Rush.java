package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** More requests at once than there is room for. */
final class Rush {

    private Rush() {}

    /**
     * Sends them one shortly after the other, so that there is a time between full and too full.
     *
     * @param errorLog of the failure that is meant; others may come of the same rush
     * @return the first answer that failed so, or any if none did
     */
    static Answer of(Rig rig, int requests, String target, String errorLog) {
        List<CompletableFuture<Answer>> all = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            int before = rig.reports().count();
            all.add(rig.client().later(target));
            rig.reports().await("another report or two", report -> rig.reports().count() > before + 3);
        }
        List<Answer> answers = all.stream().map(CompletableFuture::join).toList();
        return answers.stream()
                .filter(answer -> String.join("\n", rig.nginx().errorLog().of(answer.id()))
                        .contains(errorLog))
                .min(Comparator.comparing(
                        answer -> rig.nginx().accessLog().of(answer.id()).at()))
                .orElse(answers.get(answers.size() - 1));
    }
}
