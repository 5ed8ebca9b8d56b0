package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Embedded;
import dev.gatewayhealth.e2e.rig.Host;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who made an answer can be seen by it. */
@Tag("all")
final class StampsIT {

    static Stream<Host> servers() {
        return Stream.of(Tomcat.EMBEDDED_11, Tomcat.EMBEDDED_10_1, Embedded.JETTY_12_1, Embedded.UNDERTOW_2_3);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void anAnswerSaysWhoMadeItAndHowLongItTookAndNginxsOwnDoesNot(Host server) {
        try (Rig rig = Rig.of(StampsIT.class, server)
                .location("/", "proxy_read_timeout 1s;")
                .service(service -> service.agent("stamp.instance", "true").agent("stamp.timing", "true"))
                .start()) {
            Answer answer = rig.client().get("/slow?ms=300");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(values(answer, "X-Gateway-Health-Instance"))
                    .singleElement()
                    .asString()
                    .endsWith(":" + rig.service().pid());
            assertThat(values(answer, "Server-Timing"))
                    .singleElement()
                    .satisfies(took -> assertThat(Double.parseDouble(took.replace("app;dur=", "")))
                            .isBetween(299.0, 1000.0));

            Answer lost = rig.client().get("/slow?ms=2500");
            assertThat(lost.status()).isEqualTo(504);
            assertThat(values(lost, "X-Gateway-Health-Instance")).isEmpty();
            assertThat(values(lost, "Server-Timing")).isEmpty();
        }
    }

    private static List<String> values(Answer answer, String name) {
        String start = name.toLowerCase(Locale.ROOT) + ": ";
        return answer.header().stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .toList();
    }
}
