package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.Program;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command of docs/ten-steps.md, on a service behind nginx that has just failed with a 504. */
@Tag("all")
final class TenStepsIT {

    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    private static Rig rig;
    private static ServerSocketChannel socket;

    @BeforeAll
    static void failOnce() throws IOException {
        rig = Rig.of(TenStepsIT.class, Tomcat.EMBEDDED_11)
                .location("/", "proxy_read_timeout 2s;")
                .followingErrorLog()
                .start();
        socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        socket.bind(UnixDomainSocketAddress.of(rig.nginx().directory().resolve("service.sock")));
        assertThat(rig.client().get("/slow?ms=60000").status()).isEqualTo(504);
        rig.reports()
                .await(
                        "what the error log says",
                        report -> report.finding("gateway-errors").isPresent());
    }

    @AfterAll
    static void stop() throws IOException {
        socket.close();
        rig.close();
    }

    static Stream<String> commands() throws IOException {
        String page = Files.readString(Places.repository("docs/ten-steps.md"));
        return BLOCK.matcher(page).results().flatMap(match -> match.group(1).lines());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void everyCommandAnswers(String command) {
        Program.Result result = Program.shell(here(command));

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).isNotBlank();
    }

    /** The same command for the places of this test. */
    private static String here(String command) {
        Path directory = rig.nginx().directory();
        return command.replace("127.0.0.1:9090", "127.0.0.1:" + rig.adminPort())
                .replace("127.0.0.1:8080", "127.0.0.1:" + rig.service().port())
                .replace(":8080 ", ":" + rig.service().port() + " ")
                .replace("--app-listen 8080", "--app-listen " + rig.service().port())
                .replace("/etc/nginx/nginx.conf", directory + "/nginx.conf")
                .replace("/var/log/nginx/error.log", directory + "/error.log")
                .replace("/run/service.sock", directory + "/service.sock")
                .replace("/opt/gateway-health-agent.jar", Places.agent().toString())
                .replaceFirst("^java ", Path.of(System.getProperty("java.home"), "bin", "java") + " ")
                .replaceFirst("^nginx ", "nginx -p " + directory + " -e error.log -c " + directory + "/nginx.conf ");
    }
}
