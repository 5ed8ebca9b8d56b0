package dev.gatewayhealth.benchmarks.anchors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalTest {

    @Test
    void knowsTheMedianOfAnEvenAndAnOddNumber() {
        assertThat(Interval.of(List.of(4.0, 1.0, 3.0, 2.0)).median()).isEqualTo(2.5);
        assertThat(Interval.of(List.of(9.0, 1.0, 3.0)).median()).isEqualTo(3.0);
    }

    @Test
    void isAsWideAsCanBeWithFewerThanSix() {
        Interval interval = Interval.of(List.of(1.0, 1.0, 1.0, 1.0, 1.0));

        assertThat(interval.within(-1e9, 1e9)).isFalse();
    }

    @Test
    void holdsTheTrueMedianInNineteenOfTwentyRuns() {
        Random random = new Random(7);
        int held = 0;
        for (int run = 0; run < 2000; run++) {
            List<Double> values = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                // Skewed, as costs are; its median is 1.
                values.add(Math.exp(random.nextGaussian()));
            }
            Interval interval = Interval.of(values);
            held += interval.low() <= 1 && interval.high() >= 1 ? 1 : 0;
        }
        assertThat(held).isBetween(1880, 1990);
    }
}
