package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.ServiceUnderTest;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the agent makes a service load that has a Tomcat and nothing else, up to its first answers and some seconds on. */
class StartupIT {

    /** A few more than today; whoever needs more of them asks first whether every service does. */
    private static final int MOST = 330;

    /** What refers to what, as {@code CLASS OTHER WHERE}, of our classes. */
    private static List<String> resolved;

    private static List<String> loaded;

    @BeforeAll
    static void aServiceStartsAndAnswers() throws IOException {
        Path work = Places.work("StartupIT");
        Path log = work.resolve("classes.log");
        Path references = work.resolve("references.log");
        int port = Places.freePort();
        ServiceUnderTest.Recipe recipe = new ServiceUnderTest.Recipe(Tomcat.EMBEDDED_11)
                .jvm("-Xlog:class+load:file=" + log + ":none:filecount=0")
                .jvm("-Xlog:class+resolve=debug:file=" + references + ":none:filecount=0");
        try (ServiceUnderTest service = recipe.start(work, port)) {
            Client client = new Client(service.port());
            assertThat(client.get("/hello").body()).isEqualTo("hello");
            assertThat(client.get("/gateway-health").body()).contains("\"status\"");
            // The first is loaded once all of the server is woven, the other when the service was first probed.
            Awaitility.await()
                    .until(() -> names(log)
                            .containsAll(List.of(
                                    "dev.gatewayhealth.agent.engine.HookTable",
                                    "dev.gatewayhealth.resource.ListenerHealth")));
            loaded = names(log).stream().filter(StartupIT::ours).toList();
            resolved = Files.readAllLines(references).stream()
                    .filter(StartupIT::ours)
                    .toList();
        }
    }

    @Test
    void itLoadsNoMoreClassesThanItNeeds() {
        assertThat(loaded)
                .as("classes of the agent at the start of a bare Tomcat: %s", new TreeSet<>(loaded))
                .hasSizeBetween(MOST / 2, MOST);
    }

    @Test
    void itHasTheJvmMakeNone() {
        assertThat(loaded)
                .as("lambdas and method references; a loop or a small named class costs nothing of the kind")
                .noneMatch(name -> name.contains("$$Lambda"));
    }

    @Test
    void itComparesNoRecordsByWhatTheJvmMakesForThat() {
        assertThat(resolved)
                .as(
                        "the first equals or hashCode of a record costs some twenty classes; compare fields, or write both by hand")
                .isNotEmpty()
                .noneMatch(reference -> reference.contains(" java.lang.runtime.ObjectMethods "));
    }

    @Test
    void itLoadsNothingOfServersThatAreNotThere() {
        assertThat(loaded)
                .as(
                        "of servers other than the one that is here only the line in Kinds is known, and of servlets where they are woven")
                .filteredOn(name -> name.startsWith("dev.gatewayhealth.agent."))
                .extracting(name -> name.split("\\.")[3])
                .filteredOn(word -> Character.isLowerCase(word.charAt(0)))
                .containsOnly("admin", "engine", "server", "servlet", "tomcat", "weave");
    }

    private static boolean ours(String name) {
        return name.startsWith("dev.gatewayhealth.") && !name.startsWith("dev.gatewayhealth.e2e.");
    }

    private static List<String> names(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .map(line -> line.split(" ", 2)[0])
                .toList();
    }
}
