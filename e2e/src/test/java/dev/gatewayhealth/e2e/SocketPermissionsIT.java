package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A unix socket that nginx's workers may not open, and one that they may. Needs root, for workers that run as somebody else. */
@Tag("all")
final class SocketPermissionsIT {

    private Path directory;
    private Path socket;

    @BeforeEach
    void make() throws IOException {
        assertThat(System.getProperty("user.name")).as("who runs this test").isEqualTo("root");
        directory = Files.createTempDirectory("gateway-socket");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        socket = directory.resolve("app.sock");
    }

    @AfterEach
    void remove() throws IOException {
        Files.deleteIfExists(socket);
        Files.delete(directory);
    }

    @Test
    void oneTheyMayNotOpenIsSaidBeforeTheFirstRequestUntilTheyMay() throws IOException {
        try (Rig rig = rig()) {
            // Tomcat itself starts on no socket that is closer than its directory; somebody's script makes it so.
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            JsonNode finding = rig.reports()
                    .await(
                            "socket-permissions",
                            report -> report.finding("socket-permissions").isPresent())
                    .finding("socket-permissions")
                    .orElseThrow();
            assertThat(finding.path("severity").asText()).isEqualTo("warning");
            assertThat(finding.path("message").asText()).contains(socket.toString(), "www-data");

            assertThat(rig.client().get("/hello").status())
                    .isEqualTo(502)
                    .isEqualTo(finding.path("gateway").path("status").asInt());
            assertThat(rig.nginx().errorLog().count("(13: Permission denied) while connecting to upstream"))
                    .isEqualTo(1);

            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
            rig.reports()
                    .await(
                            "its end",
                            report -> report.finding("socket-permissions")
                                    .map(found -> found.hasNonNull("until"))
                                    .orElse(true));
            assertThat(rig.client().get("/hello").status()).isEqualTo(200);
        }
    }

    @Test
    void oneTheyMayOpenIsNotMentioned() {
        try (Rig rig = rig()) {
            assertThat(rig.client().get("/hello").status()).isEqualTo(200);
            rig.reports().await("a report of that", report -> report.count("answered") == 1);
            assertThat(rig.reports().latest().finding("socket-permissions")).isEmpty();
            assertThat(rig.reports().latest().finding("not-listening")).isEmpty();
        }
    }

    private Rig rig() {
        return Rig.of(SocketPermissionsIT.class, Tomcat.EMBEDDED_11)
                .user("www-data")
                .upstream("server unix:" + socket + ";")
                .service(recipe -> recipe.socket(socket, "rw-rw-rw-"))
                .start();
    }
}
