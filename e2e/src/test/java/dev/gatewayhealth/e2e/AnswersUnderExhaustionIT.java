package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.Polls;
import dev.gatewayhealth.e2e.rig.ServiceUnderTest;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The admin listener answers every poll when the service answers nobody; how soon is printed, for docs/performance.md. */
@Tag("all")
class AnswersUnderExhaustionIT {

    private static final int THREADS = 10;
    private static final int DESCRIPTORS = 300;

    private final int admin = Places.freePort();

    @Test
    void withAllRequestThreadsBlocked() {
        try (ServiceUnderTest service = start(recipe -> recipe.threads(THREADS))) {
            Client client = new Client(service.port());
            for (int i = 0; i < 2 * THREADS; i++) {
                client.raw("GET /slow?ms=60000 HTTP/1.1\r\nHost: a\r\n\r\n");
            }
            leavesUp();
            new Polls(admin).oneByOne(200);

            Polls polls = new Polls(admin).oneByOne(1000);

            told("all request threads blocked", polls, 1000);
        }
    }

    @Test
    void atTheDescriptorLimit() {
        try (ServiceUnderTest service = start(recipe -> recipe.descriptors(DESCRIPTORS))) {
            new Polls(admin).oneByOne(200);
            Client client = new Client(service.port());
            Awaitility.await("no descriptor left").until(() -> {
                client.raw("GET /leak?files=5 HTTP/1.1\r\nHost: a\r\n\r\n");
                return count(service, "fd") >= DESCRIPTORS - 1;
            });
            leavesUp();

            Polls polls = new Polls(admin).oneByOne(300);

            told("at the descriptor limit", polls, 300);
        }
    }

    @Test
    void underFiveHundredPollersAtOnceAndSomeThatNeverFinish() throws IOException {
        try (ServiceUnderTest service = start(recipe -> {})) {
            new Polls(admin).oneByOne(200);

            told("500 pollers at once", new Polls(admin).atOnce(500), 500);
            List<Socket> slow = new Polls(admin).slowLoris(300);
            told("beside 300 that never finish a request", new Polls(admin).oneByOne(500), 500);
            for (Socket each : slow) {
                each.close();
            }
            assertThat(service.running()).isTrue();
        }
    }

    @Test
    void tenThousandPollsLeaveNothingBehind() {
        try (ServiceUnderTest service = start(recipe -> {})) {
            new Polls(admin).oneByOne(500);
            List<Integer> before = counts(service);

            told("one after the other", new Polls(admin).oneByOne(10_000), 10_000);

            Awaitility.await("as many descriptors and threads as before")
                    .untilAsserted(() -> assertThat(counts(service).get(0)).isLessThanOrEqualTo(before.get(0) + 2));
            assertThat(counts(service).get(1)).as("threads").isLessThanOrEqualTo(before.get(1) + 2);
        }
    }

    private ServiceUnderTest start(Consumer<ServiceUnderTest.Recipe> change) {
        ServiceUnderTest.Recipe recipe =
                new ServiceUnderTest.Recipe(Tomcat.EMBEDDED_11).agent("admin.port", Integer.toString(admin));
        change.accept(recipe);
        ServiceUnderTest service = recipe.start(Places.work("AnswersUnderExhaustionIT"), Places.freePort());
        service.awaitPort(admin);
        return service;
    }

    /** Within a second, and half a one more where others want the processor. */
    private void leavesUp() {
        long millis = new Polls(admin).untilItSaysOtherThan("UP");
        System.out.println("status other than UP after " + millis + " ms");
        assertThat(millis).isLessThan(1_500);
    }

    private static void told(String when, Polls polls, int expected) {
        System.out.println(when + ": " + polls);
        assertThat(polls.answered()).isEqualTo(expected);
    }

    /** Open descriptors and threads. */
    private static List<Integer> counts(ServiceUnderTest service) {
        List<Integer> counts = new ArrayList<>();
        counts.add(count(service, "fd"));
        counts.add(count(service, "task"));
        return counts;
    }

    private static int count(ServiceUnderTest service, String directory) {
        File[] entries =
                Path.of("/proc/" + service.pid() + "/" + directory).toFile().listFiles();
        return entries == null ? 0 : entries.length;
    }
}
