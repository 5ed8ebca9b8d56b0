package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read from a configuration, against what the real nginx makes of it: locations, and the request that leaves. */
class AgainstNginxTest {

    private static final InsideView INSIDE = new InsideView();

    @TempDir
    Path directory;

    static List<GatewayCase> cases() {
        return GatewayCase.in("gateway").stream()
                .map(GatewayCase::withDifferentTimeouts)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void everyRequestGoesTheWayItGoesInNginx(GatewayCase each) {
        try (BesideNginx both = new BesideNginx(directory, INSIDE)) {
            int[] ports = {RealNginx.freePort(), RealNginx.freePort()};
            assertThat(both.refusal(each, ports)).isEmpty();
            List<String> differences = both.differences(each, ports);
            assertThat(differences).isNotNull();
            assertThat(String.join("\n", differences)).isEmpty();
        }
    }

    @AfterAll
    static void howOftenTheLimitsAreCertain() {
        System.out.println(INSIDE.summary());
    }
}
