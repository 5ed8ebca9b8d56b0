package dev.gatewayhealth.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuThrottledTest {

    @TempDir
    Path root;

    private long periods;
    private long throttled;
    private long seconds;

    @ParameterizedTest(name = "version 2: {0}")
    @ValueSource(booleans = {true, false})
    void beingHeldBackForAMinuteIsAWarning(boolean unified) {
        quota(unified);
        ResourceWatch watch = watch();
        pass(watch, 5, 90);
        assertThat(watch.noticed()).as("after 50 s, which a start may take").isNull();
        pass(watch, 2, 90);

        assertThat(watch.noticed()).isNotNull();
        assertThat(watch.noticed().message()).contains("90%", "1.5 cores");
    }

    @Test
    void whatIsOverIsOverWithinTenSeconds() {
        quota(true);
        ResourceWatch watch = watch();
        pass(watch, 7, 90);
        pass(watch, 1, 10);

        assertThat(watch.noticed()).isNull();
    }

    @Test
    void aServiceThatIsSometimesHeldBackIsCalm() {
        quota(true);
        ResourceWatch watch = watch();
        for (int i = 0; i < 20; i++) {
            pass(watch, 1, i % 3 == 0 ? 90 : 20);
            assertThat(watch.noticed()).isNull();
        }
    }

    @Test
    void aServiceThatIdlesHasNoPeriodsToJudgeBy() {
        quota(true);
        ResourceWatch watch = watch();
        for (int i = 0; i < 20; i++) {
            periods += 2;
            throttled += 2;
            look(watch);
        }

        assertThat(watch.noticed()).isNull();
    }

    @Test
    void withoutAQuotaItIsAbsent() {
        new CgroupFiles(root)
                .unified("/app")
                .file("/app/cpu.max", "max 100000")
                .file("/app/cpu.stat", "nr_periods 0\n");

        assertThat(new CpuThrottled(new CgroupFiles(root).proc()).read())
                .isEqualTo(new Absent("no quota of processor time"));
    }

    private void quota(boolean unified) {
        CgroupFiles files = new CgroupFiles(root);
        if (unified) {
            files.unified("/app").file("/app/cpu.max", "150000 100000");
        } else {
            files.of("cpu", "/app").file("/app/cpu.cfs_quota_us", "150000").file("/app/cpu.cfs_period_us", "100000");
        }
        look(null);
    }

    private ResourceWatch watch() {
        return ResourceWatch.of(new CpuThrottled(new CgroupFiles(root).proc()), Thresholds.DEFAULT);
    }

    private void pass(ResourceWatch watch, int readings, int percent) {
        for (int i = 0; i < readings; i++) {
            periods += 100;
            throttled += percent;
            look(watch);
        }
    }

    private void look(ResourceWatch watch) {
        new CgroupFiles(root)
                .file("/app/cpu.stat", "usage_usec 5\nnr_periods " + periods + "\nnr_throttled " + throttled + "\n");
        if (watch != null) {
            watch.look(TimeUnit.SECONDS.toNanos(seconds += 10));
        }
    }
}
