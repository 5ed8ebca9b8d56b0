package dev.gatewayhealth.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.finding.Severity;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryTest {

    private static final long MIB = 1 << 20;

    @TempDir
    Path root;

    private long seconds;

    @Test
    void pageCacheIsNotCounted() {
        unified("/app", 512, 500, 100, 150, 50);

        Usage usage = (Usage) new Memory(files().proc()).read();

        assertThat(usage.used()).isEqualTo(200.0 * MIB);
        assertThat(usage.limit()).isEqualTo(512.0 * MIB);
        assertThat(usage.source()).isEqualTo("memory.max");
    }

    @Test
    void versionOneIsReadToo() {
        files().of("memory", "/app")
                .file("/app/memory.limit_in_bytes", "" + 256 * MIB)
                .file("/app/memory.usage_in_bytes", "" + 200 * MIB)
                .file(
                        "/app/memory.stat",
                        "cache 5\ninactive_file 7\ntotal_inactive_file " + 50 * MIB + "\ntotal_active_file " + 30 * MIB
                                + "\n")
                .file("/memory.limit_in_bytes", "9223372036854771712");

        Usage usage = (Usage) new Memory(files().proc()).read();

        assertThat(usage.used()).isEqualTo(120.0 * MIB);
        assertThat(usage.limit()).isEqualTo(256.0 * MIB);
    }

    @Test
    void theLimitOfAGroupAboveCountsWhereItHasLessLeft() {
        unified("/pod/app", 512, 100, 0, 0, 0);
        unifiedFiles("/pod", "" + 600 * MIB, 580, 0, 0, 0, "0.00", 0);

        Usage usage = (Usage) new Memory(files().proc()).read();

        assertThat(usage.limit()).isEqualTo(600.0 * MIB);
        assertThat(usage.used()).isEqualTo(580.0 * MIB);
    }

    @Test
    void withoutALimitItIsAbsent() {
        files().unified("/app").file("/app/memory.max", "max");

        assertThat(new Memory(files().proc()).read()).isEqualTo(new Absent("no cgroup limit"));
        assertThat(new Memory(root.resolve("nowhere")).read()).isEqualTo(new Absent("no cgroup limit"));
    }

    @ParameterizedTest(name = "{0} % used, stalled {1} %, killed {2}: {3}")
    @CsvSource({
        "88, 0.00, 0, ",
        "88, 12.00, 0, WARNING",
        "70, 80.00, 0, ",
        "91, 0.00, 0, WARNING",
        "99, 0.00, 0, CRITICAL",
        "85, 0.00, 1, CRITICAL",
        "40, 0.00, 1, "
    })
    void aJvmThatFillsMostOfItsContainerIsNoFinding(int percent, String stalled, int killed, Severity expected) {
        files().unified("/app");
        unifiedFiles("/app", "" + 1000 * MIB, 10, 0, 0, 0, "0.00", 0);
        ResourceWatch watch = ResourceWatch.of(new Memory(files().proc()), Thresholds.DEFAULT);
        look(watch, 1);
        unifiedFiles("/app", "" + 1000 * MIB, percent * 10L, 0, 0, 0, stalled, killed);
        look(watch, 5);

        assertThat(watch.noticed() == null ? null : watch.noticed().severity()).isEqualTo(expected);
    }

    @Test
    void aLeakIsForeseen() {
        files().unified("/app");
        ResourceWatch watch = null;
        long mib = 100;
        for (; mib < 890 && (watch == null || watch.noticed() == null); mib += 5) {
            unifiedFiles("/app", "" + 1000 * MIB, mib, 0, 0, 0, "0.00", 0);
            watch = watch == null ? ResourceWatch.of(new Memory(files().proc()), Thresholds.DEFAULT) : watch;
            look(watch, 1);
        }

        assertThat(mib).as("MiB of 1000 when it warned").isLessThan(800);
        assertThat(watch.noticed().message()).contains("at 5 MiB more a second", "page cache not counted");
    }

    private CgroupFiles files() {
        return new CgroupFiles(root);
    }

    private void unified(String group, long limit, long current, long inactive, long active, long slab) {
        files().unified(group);
        unifiedFiles(group, "" + limit * MIB, current, inactive, active, slab, "0.00", 0);
    }

    private void unifiedFiles(
            String group,
            String limit,
            long current,
            long inactive,
            long active,
            long slab,
            String stalled,
            long killed) {
        files().file(group + "/memory.max", limit + "\n")
                .file(group + "/memory.current", current * MIB + "\n")
                .file(
                        group + "/memory.stat",
                        "anon 5\nfile 9\ninactive_file " + inactive * MIB + "\nactive_file " + active * MIB
                                + "\nslab_reclaimable " + slab * MIB + "\n")
                .file(group + "/memory.events", "low 0\nhigh 0\nmax 3\noom 0\noom_kill " + killed + "\n")
                .file(
                        group + "/memory.pressure",
                        "some avg10=" + stalled
                                + " avg60=0.00 avg300=0.00 total=0\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n");
    }

    private void look(ResourceWatch watch, int times) {
        for (int i = 0; i < times; i++) {
            watch.look(TimeUnit.SECONDS.toNanos(++seconds));
        }
    }
}
