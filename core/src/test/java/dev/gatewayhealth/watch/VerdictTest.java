package dev.gatewayhealth.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictTest {

    private final Verdict verdict = new Verdict(3, 5);

    @Test
    void downTakesThreeBadTicksInARow() {
        tick(true, 2);
        assertThat(verdict.down()).isFalse();
        tick(false, 1);
        tick(true, 2);
        assertThat(verdict.down()).as("not in a row").isFalse();
        tick(true, 1);
        assertThat(verdict.down()).isTrue();
    }

    @Test
    void upTakesFiveCleanTicksInARow() {
        tick(true, 3);
        tick(false, 4);
        assertThat(verdict.down()).isTrue();
        tick(true, 1);
        tick(false, 4);
        assertThat(verdict.down()).as("not in a row").isTrue();
        tick(false, 1);
        assertThat(verdict.down()).isFalse();
    }

    private void tick(boolean bad, int times) {
        for (int i = 0; i < times; i++) {
            verdict.tick(bad);
        }
    }
}
