package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.OtherHost;
import dev.gatewayhealth.e2e.rig.Proof;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * nginx on another host: it has another address, and an {@code /etc/nginx} the service finds only where it is mounted. The 504 is
 * foreseen in the right location all the same. Needs root, for a network namespace.
 */
@Tag("all")
final class AnotherHostIT {

    private static OtherHost host;

    @BeforeAll
    static void make() {
        host = OtherHost.create();
    }

    @AfterAll
    static void remove() {
        host.close();
    }

    @Test
    void itsMountedFilesForeseeThe504() {
        foreseen(rig -> rig, "/slow", "conf.d/gateway.conf:");
    }

    @Test
    void itsMountedDumpForeseesThe504() {
        foreseen(Rig.Builder::withADump, "/slow", "conf.d/gateway.conf:");
    }

    @Test
    void aSettingForeseesThe504() {
        foreseen(
                rig -> rig.withoutFiles().service(service -> service.agent("proxy_read_timeout", "2s")),
                "",
                "setting proxy_read_timeout");
    }

    private static void foreseen(UnaryOperator<Rig.Builder> known, String location, String source) {
        try (Rig rig = known.apply(Rig.of(AnotherHostIT.class, Tomcat.EMBEDDED_11)
                        .behind(host)
                        .server("proxy_read_timeout 30s;")
                        .location("/slow", "proxy_read_timeout 2s;")
                        .location("/async", ""))
                .start()) {
            Answer answer = rig.client().get("/slow?ms=4000");
            assertThat(answer.status()).isEqualTo(504);
            JsonNode near = Proof.nearBeforeNginxGaveUp(rig, answer, Proof.BEFORE_HEADER);
            assertThat(near.path("limitMs").asLong()).isEqualTo(2000);
            assertThat(near.path("limitSource").asText()).contains(source);
            assertThat(near.path("location").asText()).isEqualTo(location);
            rig.reports()
                    .await(
                            "that the gateway gave up, which the kernel shows",
                            report -> report.finding("gateway-gave-up").isPresent());
            assertThat(rig.reports().latest().finding("not-listening")).isEmpty();
        }
    }
}
