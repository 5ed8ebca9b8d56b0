package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.ServiceUnderTest.Recipe;
import dev.gatewayhealth.e2e.rig.Sighting;
import dev.gatewayhealth.e2e.rig.Solo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Other agents in the same JVM, in front of ours on the command line and behind it: neither takes anything from the other. */
@Tag("all")
class NeighboursIT {

    private static final List<String> COMPLAINTS = List.of(
            "VerifyError", "LinkageError", "NoClassDefFoundError", "ClassFormatError", "[gateway-health] the hook at");

    enum Neighbour {
        OPENTELEMETRY {
            @Override
            List<String> options() {
                return List.of(
                        "-javaagent:" + jar(),
                        "-Dotel.traces.exporter=none",
                        "-Dotel.metrics.exporter=none",
                        "-Dotel.logs.exporter=none");
            }
        },
        ELASTIC_APM {
            @Override
            List<String> options() {
                return List.of(
                        "-javaagent:" + jar(),
                        "-Delastic.apm.disable_send=true",
                        "-Delastic.apm.central_config=false",
                        "-Delastic.apm.cloud_provider=NONE");
            }
        },
        /** Serves what it has to say on a port of its own, from the JDK's HTTP server. */
        JMX_EXPORTER {
            @Override
            List<String> options() throws IOException {
                Path rules = Places.work("NeighboursIT").resolve("rules.yml");
                Files.writeString(rules, "rules:\n- pattern: \".*\"\n");
                return List.of("-javaagent:" + jar() + "=127.0.0.1:" + Places.freePort() + ":" + rules);
            }
        };

        abstract List<String> options() throws IOException;

        Path jar() {
            return Places.existing(
                    Places.built("neighbours")
                            .resolve(name().toLowerCase(Locale.ROOT).replace('_', '-') + ".jar"),
                    "mvn pre-integration-test -pl e2e -am -Pall");
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void inFrontOfUs(Neighbour neighbour) throws IOException {
        List<String> options = neighbour.options();

        leaveEachOtherAlone(recipe -> options.forEach(recipe::jvm));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void behindUs(Neighbour neighbour) throws IOException {
        List<String> options = neighbour.options();

        leaveEachOtherAlone(recipe -> options.forEach(recipe::jvmBehindTheAgent));
    }

    private static void leaveEachOtherAlone(Consumer<Recipe> neighbour) {
        try (Solo solo = Solo.start(NeighboursIT.class, neighbour)) {
            Client client = new Client(solo.service().port());
            solo.serves();
            Sighting before = solo.reports().quiet();
            for (int i = 0; i < 10; i++) {
                assertThat(client.get("/hello").body()).isEqualTo("hello");
            }
            assertThat(client.get("/async?ms=50").body()).isEqualTo("async");
            assertThat(client.get("/nothing/here").status()).isEqualTo(404);
            Answer poll = client.get("/gateway-health");
            assertThat(poll.status()).isEqualTo(200);
            assertThat(poll.body()).startsWith("{\"status\":\"");
            Sighting after = solo.reports().quiet();

            assertThat(after.count("started") - before.count("started")).isEqualTo(12);
            assertThat(after.count("answered") - before.count("answered")).isEqualTo(12);
            assertThat(after.report().path("hooks").findValuesAsText("server"))
                    .allMatch(name -> name.startsWith("Tomcat/11"));
            assertThat(after.finding("not-woven")).isEmpty();
            assertThat(solo.service().stop()).as("stopped when it was asked to").isTrue();
            assertThat(solo.service().output())
                    .noneMatch(line -> COMPLAINTS.stream().anyMatch(line::contains));
        }
    }
}
