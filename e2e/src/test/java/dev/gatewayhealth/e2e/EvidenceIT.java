package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An instance that went down has left behind what it takes to understand why. */
@Tag("all")
final class EvidenceIT {

    @Test
    void aDeadlockLeavesABundleWithItsStacksAndNothingThatWasSecret() throws IOException {
        Path directory = Places.work("evidence");
        try (Rig rig = Rig.of(EvidenceIT.class, Tomcat.EMBEDDED_11)
                .location("/", "proxy_read_timeout 30s;")
                .service(service -> service.agent("evidence.dir", directory.toString()))
                .start()) {
            List<CompletableFuture<Answer>> locked = List.of(
                    rig.client().later("/deadlock?secret=hunter2"), rig.client().later("/deadlock?secret=hunter2"));
            Awaitility.await("a bundle")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> !bundles(directory).isEmpty());

            Path bundle = bundles(directory).get(0);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle)))
                    .isEqualTo("rw-------");
            assertThat(bundle)
                    .content()
                    .contains("DOWN since", "DeadLock.serve", "held by", "/deadlock", "local_address")
                    .doesNotContain("hunter2");
            assertThat(locked).noneMatch(CompletableFuture::isDone);
            assertThat(rig.service().output()).anyMatch(line -> line.contains(bundle.toString()));
        }
    }

    private static List<Path> bundles(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".txt")).toList();
        }
    }
}
