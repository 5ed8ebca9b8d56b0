package dev.gatewayhealth.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Forecasts over generated histories; the seed of a failure is printed, and {@code -Dseed=} repeats it. */
class TrendTest {

    private static final int HISTORIES = 60;
    private static final double HORIZON = 120;
    private static final double WARN_AT = 0.8;

    private final long seed = Long.getLong("seed", System.nanoTime());

    /** What stands on top of a leak. */
    enum Disguise {
        NOISE,
        SAWTOOTH,
        UNEVEN_SAWTOOTH
    }

    /** What looks like trouble and is none. */
    enum Harmless {
        NOISE,
        SAWTOOTH,
        UNEVEN_SAWTOOTH,
        BURSTS,
        STEPS,
        LEAK_THAT_STOPS,
        RAMP_THAT_STOPS
    }

    @ParameterizedTest(name = "a leak of {0} a second under {1}")
    @CsvSource({
        "1, NOISE",
        "10, NOISE",
        "100, NOISE",
        "1, SAWTOOTH",
        "10, SAWTOOTH",
        "100, SAWTOOTH",
        "1, UNEVEN_SAWTOOTH",
        "10, UNEVEN_SAWTOOTH",
        "100, UNEVEN_SAWTOOTH"
    })
    void halfWayToTheEndTheTimeLeftIsKnownWithinAFifth(double perSecond, Disguise disguise) {
        double[] errors = new double[HISTORIES];
        List<Double> leads = new ArrayList<>();
        for (int i = 0; i < HISTORIES; i++) {
            History leak = leak(random(seed + i), perSecond, disguise);
            double end = leak.exhaustedAt();
            Trend trend = new Trend(Duration.ofSeconds(1));
            leak.feed(trend, 0, end / 2);
            double left = end - leak.time;
            errors[i] = Math.abs(trend.forecast(leak.limit).exhaustedInSeconds() - left) / left;
            leads.add(end - leak.alarmUntil(trend, end, true));
        }
        Arrays.sort(errors);
        leads.sort(null);
        long hits = Arrays.stream(errors).filter(error -> error <= 0.2).count();
        // The figures are what the method is judged by, so they are shown even where they are good enough.
        System.out.printf(
                Locale.ROOT,
                "forecast of a leak of %.0f/s under %s: %d of %d within 20%% half-way, median error %.1f%%, alarm %.0f s"
                        + " ahead (median), %.0f s at least, seed %d%n",
                perSecond,
                disguise,
                hits,
                HISTORIES,
                errors[HISTORIES / 2] * 100,
                leads.get(HISTORIES / 2),
                leads.get(0),
                seed);
        assertThat(hits).as("histories within a fifth, seed %d", seed).isGreaterThanOrEqualTo(HISTORIES * 9 / 10);
        assertThat(leads.get(HISTORIES / 20))
                .as("warned before the end, seed %d", seed)
                .isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Harmless.class)
    void whatIsNoLeakRaisesNothingInTenMinutes(Harmless kind) {
        int alarms = 0;
        String first = "none";
        for (int i = 0; i < HISTORIES; i++) {
            History calm = harmless(random(seed + i), kind);
            Trend trend = new Trend(Duration.ofSeconds(1));
            double at = calm.alarmUntil(trend, 600, false);
            if (at < 600) {
                alarms++;
                first = String.format(
                        Locale.ROOT, "seed %d at %.0f s, %.0f of %.0f", seed + i, at, calm.now(), calm.limit);
            }
        }
        assertThat(alarms)
                .as("false alarms in %d histories of ten minutes, seed %d, e.g. %s", HISTORIES, seed, first)
                .isLessThanOrEqualTo(tolerated(kind));
    }

    /**
     * A steep ramp to nearly half of the limit looks like a leak until it stops: 0.7 in a hundred raised an alarm in the largest run.
     * With new seeds each time, four of sixty is where chance ends; the others raised none in six hundred.
     */
    private static int tolerated(Harmless kind) {
        return kind == Harmless.RAMP_THAT_STOPS ? 4 : 1;
    }

    @Test
    void aSteadyLeakIsForeseenToTheSecond() {
        Trend trend = new Trend(Duration.ofSeconds(1));
        new History(Series.constant(100).plus(Series.leak(10)), 1_100).feed(trend, 0, 50);

        Forecast forecast = trend.forecast(1_100);

        assertThat(forecast.perSecond()).isCloseTo(10, within(0.01));
        assertThat(forecast.exhaustedInSeconds()).isCloseTo(50, within(1.0));
        assertThat(forecast.confidence()).as("half-way, half of the evidence").isBetween(0.4, 0.6);
    }

    @Test
    void aPoolThatFillsInSecondsIsForeseenInSeconds() {
        Trend trend = new Trend(Duration.ofMillis(250));
        Series filling = Series.constant(20).plus(Series.leak(18));
        double at = 0;
        Forecast forecast = Forecast.NONE;
        while (forecast.confidence() < ResourceWatch.BELIEVED) {
            trend.add((long) (at * 1e9), Math.rint(filling.at(at)));
            forecast = trend.forecast(200);
            at += 0.25;
        }

        assertThat(filling.at(at)).as("of 200 threads busy when it warned").isLessThan(WARN_AT * 200);
        assertThat(forecast.exhaustedInSeconds()).isBetween(1.5, 5.0);
    }

    @Test
    void aStepIsNoTrend() {
        Trend trend = new Trend(Duration.ofSeconds(1));
        History step = new History(second -> second < 30 ? 100 : 700, 1_000);
        for (double until = 10; until < 200; until += 1) {
            step.feed(trend, until - 1, until);
            assertThat(trend.forecast(1_000)).isEqualTo(Forecast.NONE);
        }
    }

    @Test
    void aFewStepsAreNoTrendEither() {
        Trend trend = new Trend(Duration.ofSeconds(1));
        History stairs = new History(second -> 100 + 250 * Math.min(2, Math.floor(second / 100)), 1_000);
        for (double until = 1; until < 400; until += 1) {
            stairs.feed(trend, until - 1, until);
            assertThat(trend.forecast(1_000).confidence())
                    .as("after %.0f s", until)
                    .isLessThan(0.5);
        }
    }

    @Test
    void theOtherHalfOfASawtoothIsRemembered() {
        Trend trend = new Trend(Duration.ofSeconds(1));
        History sawtooth = new History(second -> 50 + 12 * (second % 60), 1_000);
        sawtooth.feed(trend, 0, 130);
        for (double until = 131; until < 600; until += 1) {
            sawtooth.feed(trend, until - 1, until);
            assertThat(trend.forecast(1_000)).as("after %.0f s", until).isEqualTo(Forecast.NONE);
        }
    }

    @Test
    void aLeakThatStopsIsSoonOver() {
        Trend trend = new Trend(Duration.ofSeconds(1));
        History history = new History(Series.leakThatStops(0, 5, 600), 1_000);
        history.feed(trend, 0, 119);
        assertThat(trend.forecast(1_000).exhaustedInSeconds()).isLessThan(100);

        history.feed(trend, 119, 150);

        assertThat(trend.forecast(1_000).confidence()).isLessThan(ResourceWatch.BELIEVED / 2);
    }

    @Test
    void lateAndMissingReadingsDoNoHarm() {
        Random random = new Random(seed);
        Trend trend = new Trend(Duration.ofSeconds(1));
        double second = 0;
        while (second < 500) {
            second += random.nextDouble() < 0.05 ? 20 * random.nextDouble() : 0.2 + 1.6 * random.nextDouble();
            trend.add(Long.MAX_VALUE - 100 + (long) (second * 1e9), 1_000 + 3 * second);
        }

        Forecast forecast = trend.forecast(4_000);

        assertThat(forecast.perSecond()).as("seed %d", seed).isCloseTo(3, within(0.1));
        assertThat(forecast.exhaustedInSeconds()).as("seed %d", seed).isCloseTo(1_000 - second, within(30.0));
    }

    @Test
    void tooFewReadingsSayNothing() {
        Trend trend = new Trend(Duration.ofSeconds(1));
        assertThat(trend.forecast(100)).isEqualTo(Forecast.NONE);
        new History(Series.leak(10), 100).feed(trend, 0, 5);
        assertThat(trend.forecast(100)).isEqualTo(Forecast.NONE);
    }

    private static History leak(Random random, double perSecond, Disguise disguise) {
        double lasts = Math.exp(between(random, Math.log(60), Math.log(2_000)));
        double base = between(random, 0, 0.3);
        double limit = Math.max(100, Math.rint(perSecond * lasts / (1 - base)));
        double period = between(random, 4, lasts / 6);
        double height = limit * between(random, 0.02, 0.15);
        Series top = switch (disguise) {
            case NOISE -> Series.noise(random, limit * between(random, 0.002, 0.03));
            case SAWTOOTH -> Series.sawtooth(random, height, period, false);
            case UNEVEN_SAWTOOTH ->
                Series.sawtooth(random, height, period, true).plus(Series.noise(random, limit * 0.01));
        };
        return new History(
                Series.constant(base * limit).plus(Series.leak(perSecond)).plus(top), limit);
    }

    private static History harmless(Random random, Harmless kind) {
        double limit = Math.exp(between(random, Math.log(200), Math.log(50_000)));
        Series noise = Series.noise(random, limit * 0.005);
        Series top = switch (kind) {
            case NOISE -> Series.noise(random, limit * between(random, 0.005, 0.1));
            case SAWTOOTH ->
                Series.sawtooth(random, limit * between(random, 0.05, 0.45), between(random, 5, 300), false);
            case UNEVEN_SAWTOOTH ->
                Series.sawtooth(random, limit * between(random, 0.05, 0.4), between(random, 5, 300), true)
                        .plus(noise);
            case BURSTS -> Series.bursts(random, limit * 0.45, between(random, 10, 200));
            case STEPS ->
                Series.steps(random, limit * between(random, 0.1, 0.45)).plus(noise);
            case LEAK_THAT_STOPS ->
                Series.leakThatStops(
                                between(random, 0, 100),
                                Math.exp(between(random, 0, Math.log(100))),
                                limit * between(random, 0.1, 0.2))
                        .plus(noise);
            case RAMP_THAT_STOPS -> {
                double height = limit * between(random, 0.2, 0.4);
                yield Series.leakThatStops(between(random, 0, 100), height / between(random, 5, 200), height)
                        .plus(noise);
            }
        };
        return new History(Series.constant(limit * between(random, 0.02, 0.3)).plus(top), limit);
    }

    /** Neighbouring seeds of Random begin alike; these do not. */
    private static Random random(long number) {
        return new Random(number * 0x9e3779b97f4a7c15L);
    }

    private static double between(Random random, double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    /** One history against its limit, played to a trend at a reading a second. */
    private static final class History {

        private final Series series;
        private final double limit;
        private double time;

        History(Series series, double limit) {
            this.series = series.counted();
            this.limit = limit;
        }

        double exhaustedAt() {
            double at = 0;
            while (series.at(at) < limit) {
                at++;
            }
            return at;
        }

        double now() {
            return series.at(time);
        }

        void feed(Trend trend, double from, double to) {
            for (time = from; time < to; time++) {
                trend.add((long) (time * 1e9), series.at(time));
            }
        }

        /** Goes on from where it is to the first alarm: by forecast before it is near, or, if that counts, because it is near. */
        double alarmUntil(Trend trend, double end, boolean nearCounts) {
            for (; time < end; time++) {
                trend.add((long) (time * 1e9), now());
                Forecast forecast = trend.forecast(limit);
                boolean foreseen =
                        forecast.confidence() >= ResourceWatch.BELIEVED && forecast.exhaustedInSeconds() <= HORIZON;
                boolean near = now() >= WARN_AT * limit;
                if (near ? nearCounts : foreseen) {
                    return time;
                }
            }
            return end;
        }
    }
}
