package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Configurations that are well-formed and that nginx refuses all the same: they are refused here too, in the same file. */
class RefusedByNginxTest {

    @TempDir
    Path directory;

    static List<GatewayCase> cases() {
        return GatewayCase.in("gateway-refused");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void whatNginxRefusesIsRefused(GatewayCase each) {
        each.write(directory, Map.of("PORT1", "18080", "PORT2", "18081", "APP1", "18082", "APP2", "18083"));
        String nginx = RealNginx.refusal(directory);
        assertThat(nginx).as("what nginx says").contains("[emerg]");
        NginxConf tree = NginxConf.read(directory.resolve("nginx.conf"), null);
        List<Problem> problems =
                HttpConf.of(tree.directives(), Version.of("1.22.1")).refusals().all();
        assertThat(problems).as(nginx).isNotEmpty();
        assertThat(problems.get(0).file()).isEqualTo("nginx.conf");
    }
}
