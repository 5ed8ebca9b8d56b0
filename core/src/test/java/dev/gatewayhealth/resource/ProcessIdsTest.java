package dev.gatewayhealth.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIdsTest {

    @TempDir
    Path root;

    @Test
    void theLimitWithTheLeastLeftCounts() throws IOException {
        machine(1_000, 30_000);
        new CgroupFiles(root).unified("/app").file("/app/pids.max", "100").file("/app/pids.current", "60");

        Usage usage = (Usage) new ProcessIds(new CgroupFiles(root).proc()).read();

        assertThat(usage.used()).isEqualTo(60);
        assertThat(usage.limit()).isEqualTo(100);
        assertThat(usage.source()).isEqualTo("pids.max");
    }

    @Test
    void withoutAGroupTheMachineIsTheLimit() throws IOException {
        machine(1_000, 30_000);
        new CgroupFiles(root).unified("/app").file("/app/pids.max", "max").file("/app/pids.current", "60");

        Usage usage = (Usage) new ProcessIds(new CgroupFiles(root).proc()).read();

        assertThat(usage.used()).isEqualTo(1_000);
        assertThat(usage.limit()).isEqualTo(30_000);
        assertThat(usage.source()).isEqualTo("kernel.pid_max");
    }

    @Test
    void noneLeftIsCritical() throws IOException {
        machine(1_000, 30_000);
        new CgroupFiles(root).unified("/app").file("/app/pids.max", "100").file("/app/pids.current", "100");
        ResourceWatch watch = ResourceWatch.of(new ProcessIds(new CgroupFiles(root).proc()), Thresholds.DEFAULT);
        watch.look(TimeUnit.SECONDS.toNanos(1));

        assertThat(watch.noticed().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(watch.noticed().message())
                .contains("100 of 100 processes and threads (pids.max) exist, none more can be");
    }

    @Test
    void thisMachineTellsItToo() {
        assertThat(new ProcessIds().read()).isInstanceOfSatisfying(Usage.class, usage -> {
            assertThat(usage.used()).isPositive();
            assertThat(usage.limit()).isGreaterThan(usage.used());
        });
    }

    private void machine(int threads, int most) throws IOException {
        Path kernel = Files.createDirectories(new CgroupFiles(root).proc().resolve("sys/kernel"));
        Files.writeString(kernel.resolve("threads-max"), "192730\n");
        Files.writeString(kernel.resolve("pid_max"), most + "\n");
        Files.writeString(new CgroupFiles(root).proc().resolve("loadavg"), "0.20 0.18 0.12 3/" + threads + " 11206\n");
    }
}
