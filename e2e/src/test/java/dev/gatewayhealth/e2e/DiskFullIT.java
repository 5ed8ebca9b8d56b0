package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Sighting;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A service whose temporary files and evidence lie on a small file system that fills up; it takes a mount namespace to have one. */
@Tag("all")
final class DiskFullIT {

    private static final int MEGABYTES = 64;

    @Test
    void isSaidBeforeItIsFullAndHurtsNobodyWhenItIs() throws IOException {
        Path small = Files.createDirectories(Places.work("disk").resolve("small"));
        try (Rig rig = Rig.of(DiskFullIT.class, Tomcat.EMBEDDED_11)
                .location("/", "proxy_read_timeout 30s;")
                .service(service -> service.fileSystem(small, MEGABYTES)
                        .jvm("-Djava.io.tmpdir=" + small)
                        .agent("evidence.dir", small.resolve("evidence").toString()))
                .start()) {
            Path inside = rig.service().sees(small);
            assertThat(Files.getFileStore(inside).getTotalSpace())
                    .as("the size of %s, which the service was to have mounted for itself", inside)
                    .isEqualTo((long) MEGABYTES << 20);

            fill(inside.resolve("first"), MEGABYTES * 7 / 8);
            awaitDisk(rig, "warning");
            assertThat(rig.reports()
                            .latest()
                            .resource("disk")
                            .orElseThrow()
                            .path("limit")
                            .asLong())
                    .isEqualTo((long) MEGABYTES << 20);

            fill(inside.resolve("last"), MEGABYTES);
            awaitDisk(rig, "critical");
            assertThat(rig.client().get("/hello").status()).isEqualTo(200);

            List<CompletableFuture<Answer>> locked =
                    List.of(rig.client().later("/deadlock"), rig.client().later("/deadlock"));
            await(rig, "DOWN", report -> report.status().equals("DOWN"));
            await(rig, "a line about what could not be written", report -> told(rig));
            assertThat(rig.client().get("/hello").status()).isEqualTo(200);
            assertThat(rig.service().output()).noneMatch(line -> line.contains("\tat dev.gatewayhealth"));
            assertThat(locked).noneMatch(CompletableFuture::isDone);
            Files.delete(inside.resolve("first"));
            Files.delete(inside.resolve("last"));
            await(rig, "room again", report -> report.finding("disk").stream().allMatch(Sighting::ended));
        }
    }

    private static boolean told(Rig rig) {
        return rig.service().output().stream().anyMatch(line -> line.contains("evidence of this DOWN"));
    }

    private static void awaitDisk(Rig rig, String severity) {
        await(
                rig,
                "disk " + severity,
                report -> report.finding("disk")
                        .filter(found -> found.path("severity").asText().equals(severity))
                        .isPresent());
    }

    private static void await(Rig rig, String what, Predicate<Sighting> seen) {
        Awaitility.await(what)
                .atMost(Duration.ofMinutes(1))
                .until(() -> seen.test(rig.reports().latest()));
    }

    /** Writes so many megabytes, or as many as there is room for. */
    private static void fill(Path file, int megabytes) {
        byte[] piece = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int pieces = megabytes << 4; pieces > 0; pieces--) {
                out.write(piece);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }
}
