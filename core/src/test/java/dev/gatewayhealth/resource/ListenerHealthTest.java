package dev.gatewayhealth.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.resource.Probe.Outcome;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ListenerHealthTest {

    private final Gauge gauge = new Gauge();
    private final Around around = new Around();
    private final ListenerHealth listener = new ListenerHealth(gauge);
    private final ResourceWatch watch = ResourceWatch.of(listener, Thresholds.DEFAULT);
    private long seconds;

    ListenerHealthTest() {
        listener.knowing(around);
    }

    @Test
    void oneThatAnswersInTimeIsWell() {
        probe(Outcome.ANSWERED, 0.1);

        assertThat(watch.noticed()).isNull();
        assertThat(watch.state().used()).isEqualTo(0.1);
        assertThat(watch.state().limit()).isEqualTo(5);
        assertThat(watch.state().source()).isEqualTo("proxy_read_timeout");
    }

    @Test
    void oneThatAnswersLateIsAWarning() {
        probe(Outcome.ANSWERED, 4.5);

        assertThat(watch.noticed().severity()).isEqualTo(Severity.WARNING);
        assertThat(watch.noticed().message()).startsWith("connector :1 took 4.5 s to answer its own health check");
        assertThat(watch.exhausted()).isFalse();
    }

    @Test
    void oneThatRefusesIsDeadAndSaysSince() {
        probe(Outcome.ANSWERED, 0.1);
        probe(Outcome.REFUSED, 0);
        probe(Outcome.REFUSED, 0);

        assertThat(watch.exhausted()).isTrue();
        assertThat(watch.noticed().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(watch.noticed().message()).isEqualTo("connector :1 is dead: because, for 1.0 s");
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"REFUSED", "CUT_OFF", "SILENT", "UNABLE"})
    void oneThatNeverAnsweredIsAbsentAndNeverDead(Outcome outcome) {
        for (int i = 0; i < 30; i++) {
            probe(outcome, 5);
            assertThat(watch.noticed()).isNull();
            assertThat(watch.state().absent()).isNotEmpty();
        }
    }

    @Test
    void silenceWithRoomIsDeathAfterTenSeconds() {
        probe(Outcome.ANSWERED, 0.1);
        for (int i = 0; i < 5; i++) {
            probe(Outcome.SILENT, 5);
            assertThat(watch.exhausted()).as("silent for %d s", 5 + i).isFalse();
            assertThat(watch.noticed().severity()).isEqualTo(Severity.WARNING);
        }
        probe(Outcome.SILENT, 5);

        assertThat(watch.exhausted()).isTrue();
    }

    @Test
    void silenceWithoutRoomIsSaturationAndPasses() {
        probe(Outcome.ANSWERED, 0.1);
        around.room = false;
        for (int i = 0; i < 60; i++) {
            probe(Outcome.SILENT, 5);
            around.room = i > 30;
            assertThat(watch.exhausted()).isFalse();
        }
        around.room = true;
        probe(Outcome.ANSWERED, 0.1);

        assertThat(watch.noticed()).isNull();
    }

    @Test
    void oneThatTurnsRequestsAwayForWantOfThreadsIsNotDead() {
        probe(Outcome.ANSWERED, 0.1);
        around.room = false;
        for (int i = 0; i < 10; i++) {
            probe(Outcome.CUT_OFF, 0);
            assertThat(watch.exhausted()).isFalse();
        }
    }

    @Test
    void oneThatCutsOffWithRoomIsDeadAtTheSecondTime() {
        probe(Outcome.ANSWERED, 0.1);
        probe(Outcome.CUT_OFF, 0);
        assertThat(watch.exhausted()).isFalse();
        probe(Outcome.CUT_OFF, 0);

        assertThat(watch.exhausted()).isTrue();
    }

    @Test
    void oneItsServerStoppedIsDeadOnlyIfNoOtherAnswers() {
        probe(Outcome.ANSWERED, 0.1);
        gauge.stopped = true;
        around.others = true;
        probe(Outcome.REFUSED, 0);
        assertThat(watch.state().absent()).isEqualTo("connector :1 was stopped by its server");
        around.others = false;
        probe(Outcome.SILENT, 5);

        assertThat(watch.exhausted()).isTrue();
    }

    @Test
    void oneThatCannotBeProbedSaysWhy() {
        gauge.unfit = "it speaks AJP";
        watch.look(1);

        assertThat(watch.state().absent()).isEqualTo("connector :1 is not probed: it speaks AJP");
    }

    private void probe(Outcome outcome, double took) {
        seconds++;
        long nanos = (long) (took * 1e9);
        listener.probed(new Probe(
                outcome,
                TimeUnit.SECONDS.toNanos(seconds),
                nanos / 1000,
                nanos,
                nanos,
                outcome == Outcome.ANSWERED ? "" : "because"));
        watch.look(TimeUnit.SECONDS.toNanos(seconds));
    }

    private static final class Gauge implements ListenerGauge {

        private @Nullable String unfit;
        private boolean stopped;

        @Override
        public String connector() {
            return "connector :1";
        }

        @Override
        public Listening listening() {
            return Listening.port(1);
        }

        @Override
        public boolean secure() {
            return false;
        }

        @Override
        public @Nullable String unfit() {
            return unfit;
        }

        @Override
        public boolean stopped() {
            return stopped;
        }
    }

    private static final class Around implements ListenerContext {

        @Override
        public String readDirective() {
            return "proxy_read_timeout";
        }

        private boolean room = true;
        private boolean others;

        @Override
        public double connectSeconds() {
            return 60;
        }

        @Override
        public double readSeconds() {
            return 5;
        }

        @Override
        public double warnAt() {
            return 0.8;
        }

        @Override
        public boolean room() {
            return room;
        }

        @Override
        public boolean othersAnswer(ListenerHealth than) {
            return others;
        }
    }
}
