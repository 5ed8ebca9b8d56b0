package dev.gatewayhealth.agent.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.agent.engine.EngineUnderTest;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.report.Report;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** HTTP/2 on Netty is served as if nothing were there, and that it is not counted is said. */
@ParameterizedClass(name = "{0}")
@EnumSource(names = {"VERTX_4_5", "VERTX_5_1", "VERTX_5_1_MOVED"})
class UncountedHttp2Test extends Contract {

    UncountedHttp2Test(Server server) {}

    @Test
    void isARowOfTheReportForItsPortAndNoFinding() {
        assertThat(rows()).isEmpty();
        for (int i = 0; i < 2; i++) {
            Wire wire = Wire.to(port).http2().stream(1, "/sync");
            assertThat(wire.readUntil("done")).isNotEmpty();
            wire.close();
        }

        Awaitility.await().until(() -> !rows().isEmpty());
        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.server()).startsWith("Netty");
            assertThat(row.state()).startsWith("not-counted");
        });
        assertThat(evidence(Code.NOT_WOVEN)).isEmpty();
        counted(0, 0);
    }

    private static List<Report.Hook> rows() {
        return EngineUnderTest.report().hooks().stream()
                .filter(row -> row.point().equals("HTTP/2 on port " + port))
                .toList();
    }
}
