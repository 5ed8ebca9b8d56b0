package dev.gatewayhealth.finding;

import static dev.gatewayhealth.finding.Severity.CRITICAL;
import static dev.gatewayhealth.finding.Severity.NOTICE;
import static dev.gatewayhealth.finding.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindingLogTest {

    private static final Instant START = Instant.parse("2026-11-22T05:00:00Z");

    private final List<String> problems = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final FindingLog log = new FindingLog(problems::add);

    /** Near the end of the clock's range, where only differences are right. */
    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(2).toNanos();

    private Instant at = START;

    @BeforeEach
    void listen() {
        log.listen(new Telling(told));
    }

    @Test
    void aStateIsActiveAsLongAsItIsRaised() {
        tick(near("/api/", 2));
        tick(near("/api/", 0));
        tick(near("/api/", 1));
        Finding active = only();
        assertThat(active.active()).isTrue();
        assertThat(active.since()).isEqualTo(START.plusSeconds(1));
        assertThat(active.count()).isEqualTo(3);

        tick();

        assertThat(only().until()).isEqualTo(START.plusSeconds(4));
        assertThat(told).containsExactly("began /api/ x2", "ended /api/ x3");
    }

    @Test
    void aStateThatMerelyGoesOnCountsOnce() {
        tick(near("/api/", 0));
        tick(near("/api/", 0));

        assertThat(only().count()).isEqualTo(1);
    }

    @Test
    void theNewestStatementOfAStateIsShown() {
        tick(Noticed.of(Code.REQUEST_THREADS, ":8080").message("8 of 10").build());
        tick(Noticed.of(Code.REQUEST_THREADS, ":8080").message("9 of 10").build());

        assertThat(only().message()).isEqualTo("9 of 10");
    }

    @Test
    void anEventIsActiveForSixtySecondsAfterItHappenedTheLastTime() {
        log.happened(gaveUp("/api/", 0));
        tick();
        advance(Duration.ofSeconds(58));
        log.happened(gaveUp("/api/", 4));
        tick();
        assertThat(only().count()).isEqualTo(5);

        advance(Duration.ofSeconds(58));
        tick();
        assertThat(only().active()).as("59 s after the last one").isTrue();
        tick();
        assertThat(only().active()).as("60 s after the last one").isFalse();
        assertThat(told).containsExactly("began /api/ x1", "ended /api/ x5");
    }

    @Test
    void whatEndedIsListedForTenMinutes() {
        tick(near("/api/", 1));
        tick();
        advance(Duration.ofSeconds(598));
        tick();
        assertThat(log.findings()).hasSize(1);
        tick();
        assertThat(log.findings()).isEmpty();
    }

    @Test
    void whatComesBackBeginsAnew() {
        tick(near("/api/", 7));
        tick();
        tick(near("/api/", 1));

        assertThat(only().active()).isTrue();
        assertThat(only().since()).isEqualTo(START.plusSeconds(3));
        assertThat(only().count()).isEqualTo(1);
        assertThat(told).containsExactly("began /api/ x7", "ended /api/ x7", "began /api/ x1");
    }

    @Test
    void aChangeOfSeverityIsToldAndKeepsTheBeginning() {
        tick(threads(WARNING));
        tick(threads(CRITICAL));
        tick(threads(CRITICAL));
        tick(threads(WARNING));

        assertThat(only().since()).isEqualTo(START.plusSeconds(1));
        assertThat(told).containsExactly("began :8080 x1", "changed :8080 critical", "changed :8080 warning");
    }

    @Test
    void theWorstActiveOneComesFirstAndTheEndedLast() {
        tick(Noticed.of(Code.FILE_DESCRIPTORS, "ended").severity(CRITICAL).build());
        tick(
                Noticed.of(Code.NOT_WOVEN, "x").severity(NOTICE).build(),
                near("/api/", 1),
                Noticed.of(Code.REQUEST_THREADS, "pool").severity(CRITICAL).build());

        assertThat(log.findings())
                .extracting(Finding::code)
                .containsExactly(Code.REQUEST_THREADS, Code.READ_TIMEOUT_NEAR, Code.NOT_WOVEN, Code.FILE_DESCRIPTORS);
    }

    @Test
    void aHundredThousandSubjectsAreFoldedAndNoneIsLostFromTheCount() {
        for (int i = 0; i < 100_000; i++) {
            log.happened(gaveUp("/" + i, 1));
        }
        tick(threads(CRITICAL));

        assertThat(log.findings()).hasSize(Entries.MOST_PER_CODE + 2);
        assertThat(log.findings())
                .filteredOn(f -> f.subject().equals(FindingLog.OTHERS))
                .hasSize(1);
        assertThat(log.findings())
                .filteredOn(f -> f.code() == Code.GATEWAY_GAVE_UP)
                .extracting(Finding::count)
                .satisfies(counts -> assertThat(
                                counts.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(100_000));
        assertThat(log.findings().get(0).subject())
                .as("another code has its own room")
                .isEqualTo(":8080");
    }

    @Test
    void noMixOfCodesAndSubjectsGrowsTheLogBeyondItsBound() {
        for (int i = 0; i < 2_000; i++) {
            for (Code code : Code.values()) {
                log.happened(Noticed.of(code, "subject " + i).build());
            }
        }
        tick();

        assertThat(log.findings()).hasSizeLessThanOrEqualTo(Entries.MOST + Code.values().length);
    }

    @Test
    void whatEndedMakesRoom() {
        List<Noticed> many = new ArrayList<>();
        for (int i = 0; i < Entries.MOST_PER_CODE; i++) {
            many.add(near("/" + i, 1));
        }
        tick(many.toArray(Noticed[]::new));
        tick();
        tick(near("/new", 1));

        assertThat(log.findings()).hasSize(Entries.MOST_PER_CODE);
        assertThat(log.findings().get(0).subject()).isEqualTo("/new");
    }

    @Test
    void theFoldedOnesShowTheWorstOfTheTick() {
        List<Noticed> many = new ArrayList<>();
        for (int i = 0; i < Entries.MOST_PER_CODE; i++) {
            many.add(near("/" + i, 1));
        }
        many.add(Noticed.of(Code.READ_TIMEOUT_NEAR, "/critical")
                .severity(CRITICAL)
                .build());
        many.add(near("/mild", 1));
        tick(many.toArray(Noticed[]::new));
        assertThat(log.findings().get(0))
                .extracting(Finding::subject, Finding::severity)
                .containsExactly(FindingLog.OTHERS, CRITICAL);

        many.remove(Entries.MOST_PER_CODE);
        tick(many.toArray(Noticed[]::new));
        assertThat(log.findings())
                .filteredOn(finding -> finding.subject().equals(FindingLog.OTHERS))
                .extracting(Finding::severity, Finding::active)
                .containsExactly(tuple(WARNING, true));
    }

    @Test
    void aListenerThatThrowsIsReportedOnceAndHarmsNobody() {
        List<String> later = new ArrayList<>();
        log.listen(new FindingListener() {
            @Override
            public void began(Finding finding) {
                throw new IllegalStateException("full");
            }

            @Override
            public void ended(Finding finding) {
                throw new StackOverflowError();
            }
        });
        log.listen(new Telling(later));

        tick(near("/api/", 1));
        tick();

        assertThat(later).isEqualTo(told).containsExactly("began /api/ x1", "ended /api/ x1");
        assertThat(problems).singleElement().asString().contains("FindingLogTest", "full");
    }

    @Test
    void anIdleLogPublishesTheSameListAgain() {
        tick(near("/api/", 1));
        tick();
        List<Finding> ended = log.findings();
        tick();

        assertThat(log.findings()).isSameAs(ended);
    }

    private Finding only() {
        assertThat(log.findings()).hasSize(1);
        return log.findings().get(0);
    }

    private void tick(Noticed... states) {
        advance(Duration.ofSeconds(1));
        log.tick(nanos, at, List.of(states));
    }

    private void advance(Duration time) {
        nanos += time.toNanos();
        at = at.plus(time);
    }

    private static Noticed near(String location, long occurrences) {
        return Noticed.of(Code.READ_TIMEOUT_NEAR, location)
                .occurrences(occurrences)
                .build();
    }

    private static Noticed gaveUp(String location, long occurrences) {
        return Noticed.of(Code.GATEWAY_GAVE_UP, location)
                .occurrences(occurrences)
                .build();
    }

    private static Noticed threads(Severity severity) {
        return Noticed.of(Code.REQUEST_THREADS, ":8080").severity(severity).build();
    }

    /** Writes down what it is told. */
    private record Telling(List<String> lines) implements FindingListener {

        @Override
        public void began(Finding finding) {
            lines.add("began " + finding.subject() + " x" + finding.count());
        }

        @Override
        public void changed(Finding finding) {
            lines.add("changed " + finding.subject() + " " + finding.severity().word());
        }

        @Override
        public void ended(Finding finding) {
            lines.add("ended " + finding.subject() + " x" + finding.count());
        }
    }
}
