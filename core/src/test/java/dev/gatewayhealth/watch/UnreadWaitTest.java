package dev.gatewayhealth.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnreadWaitTest {

    private final UnreadWait wait = new UnreadWait();

    @Test
    void whoIsServedAfterALookHasWaitedAsLongAsTheOldestThenAndALookMore() {
        wait.look(millis(1000), millis(3900));
        wait.look(millis(1100), millis(4000));
        wait.look(millis(1200), 0);

        assertThat(wait.of(millis(1140))).isEqualTo(millis(4000 + 40 + 100));
    }

    @Test
    void whoIsServedWhileNobodyWaitsHasNotWaited() {
        wait.look(millis(1000), millis(4000));
        wait.look(millis(1100), 0);

        assertThat(wait.of(millis(1150))).isZero();
    }

    @Test
    void nothingIsKnownOfWhoeverCameBeforeTheFirstLook() {
        assertThat(wait.of(millis(500))).isZero();
        wait.look(millis(1000), millis(4000));

        assertThat(wait.of(millis(900))).isZero();
    }

    @Test
    void aLookThatComesLateByItselfAddsNoMoreThanAUsualOne() {
        wait.look(millis(1000), millis(1000));
        wait.look(millis(4000), millis(4000));

        assertThat(wait.of(millis(4000))).isEqualTo(millis(4200));
    }

    private static long millis(long count) {
        return Duration.ofMillis(count).toNanos();
    }
}
