package dev.gatewayhealth.benchmarks.anchors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Interval STEADY = new Interval(0.98, 1.0, 1.02, 60);

    @Test
    void aRatioIsPassedByItsUpperEnd() {
        assertThat(Verdict.ofRatio(STEADY, new Interval(1.0, 1.02, 1.05, 60))).isEqualTo(Verdict.PASSED);
        assertThat(Verdict.ofRatio(STEADY, new Interval(1.0, 1.02, 1.06, 60))).isEqualTo(Verdict.MISSED);
    }

    @Test
    void nothingIsSaidWhereTheControlWaversOnEitherSide() {
        Interval good = new Interval(1.0, 1.0, 1.01, 60);

        assertThat(Verdict.ofRatio(new Interval(0.96, 1.0, 1.02, 60), good)).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(Verdict.ofRatio(new Interval(0.99, 1.0, 1.04, 60), good)).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void nothingIsSaidByFewerThanSixtySlices() {
        assertThat(Verdict.ofRatio(STEADY, new Interval(1.0, 1.0, 1.01, 59))).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(Verdict.ofRatio(new Interval(0.98, 1.0, 1.02, 59), new Interval(1.0, 1.0, 1.01, 60)))
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void whatIsAddedIsUndecidedWhileTheBarLiesInTheInterval() {
        assertThat(Verdict.ofAdded(new Interval(80, 120, 150, 15), 150)).isEqualTo(Verdict.PASSED);
        assertThat(Verdict.ofAdded(new Interval(80, 120, 160, 15), 150)).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(Verdict.ofAdded(new Interval(151, 170, 190, 15), 150)).isEqualTo(Verdict.MISSED);
    }

    @Test
    void bytesAreJudgedOnlyIfTheyRepeat() {
        assertThat(Verdict.ofBytes(-2, 3, 3)).isEqualTo(Verdict.PASSED);
        assertThat(Verdict.ofBytes(2, 4, 3)).isEqualTo(Verdict.MISSED);
        assertThat(Verdict.ofBytes(-40, 0, 3)).isEqualTo(Verdict.INCONCLUSIVE);
    }
}
