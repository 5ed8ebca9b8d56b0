package dev.gatewayhealth.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PausesTest {

    private final Pauses pauses = new Pauses(new PauseLimit() {
        @Override
        public double seconds() {
            return 5;
        }

        @Override
        public String directive() {
            return "proxy_read_timeout";
        }
    });
    private final ResourceWatch watch = ResourceWatch.of(pauses, Thresholds.DEFAULT);
    private long millis = 100_000;

    PausesTest() {
        tick(100);
    }

    @Test
    void ticksThatComeInTimeAreNoPause() {
        for (int i = 0; i < 50; i++) {
            tick(200);
        }

        assertThat(watch.state().used()).isZero();
        assertThat(watch.noticed()).isNull();
    }

    @Test
    void aTickThatIsLateWithoutHavingWaitedForAProcessorIsAPause() {
        pauses.saw(4.5, OptionalLong.of(TimeUnit.MILLISECONDS.toNanos(20)), 0, 0);
        look();

        assertThat(watch.state().used()).isCloseTo(4.28, within(0.01));
        assertThat(watch.noticed().message())
                .startsWith("the whole process stood still for 4.3 s")
                .contains("5.0 s (proxy_read_timeout)");
        assertThat(watch.noticed().evidence()).containsEntry("cause", "process");
    }

    @Test
    void aThreadThatWaitedForAProcessorWasNotPaused() {
        pauses.saw(4.5, OptionalLong.of(TimeUnit.MILLISECONDS.toNanos(4_400)), 0, 0);
        look();

        assertThat(watch.noticed()).isNull();
        assertThat(watch.state().used()).isLessThan(0.1);
    }

    @Test
    void whereNobodyTellsOfProcessorsOnlyTheCollectorIsBelieved() {
        pauses.saw(4.5, OptionalLong.empty(), 0, 0);
        look();
        assertThat(watch.noticed()).isNull();

        pauses.saw(4.5, OptionalLong.empty(), 4.3, 4.3);
        look();

        assertThat(watch.noticed().evidence()).containsEntry("cause", "collector");
    }

    @Test
    void aCollectorThatTakesAThirdOfTheTimeIsAWarningHoweverShortItsPauses() {
        for (int i = 0; i < 500; i++) {
            pauses.saw(0.1, OptionalLong.of(0), 0.04, 0.04);
        }
        look();

        assertThat(watch.noticed()).isNotNull();
        assertThat(watch.noticed().message()).contains("33% of the last minute", "for its collector");
    }

    @Test
    void afterAMinuteItIsOver() {
        pauses.saw(4.5, OptionalLong.of(0), 0, 0);
        look();
        assertThat(watch.noticed()).isNotNull();
        pauses.turn(TimeUnit.MILLISECONDS.toNanos(millis + 50_000));
        look();
        assertThat(watch.noticed()).isNotNull();
        pauses.turn(TimeUnit.MILLISECONDS.toNanos(millis + 61_000));
        look();

        assertThat(watch.noticed()).isNull();
    }

    private void tick(long later) {
        millis += later;
        pauses.tick(TimeUnit.MILLISECONDS.toNanos(millis));
        look();
    }

    private void look() {
        watch.read(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
