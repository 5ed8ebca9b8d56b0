package dev.gatewayhealth.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class StandingPortsTest {

    private static final Set<Integer> PORT = Set.of(8080);
    private static final int HALF_A_MINUTE = 6;
    private static final int A_MINUTE_AND_A_HALF = 18;

    private final StandingPorts ports = new StandingPorts();

    private boolean used;
    private boolean proxied;
    private boolean follows;
    private boolean coming;

    @Test
    void aPortThatNobodyUsesIsGivenAMinuteAndAHalf() {
        assertThat(looksUntilSaid()).isEqualTo(A_MINUTE_AND_A_HALF);
    }

    @Test
    void oneThatIsUsedIsGivenHalfAMinute() {
        used = true;

        assertThat(looksUntilSaid()).isEqualTo(HALF_A_MINUTE);
    }

    @Test
    void aKnownServerThatIsComingMayTakeItsTime() {
        used = true;
        coming = true;

        assertThat(looksUntilSaid()).isEqualTo(A_MINUTE_AND_A_HALF);
    }

    @Test
    void besideAServerThatIsFollowedNobodyKnowsWhatAPortIsFor() {
        used = true;
        follows = true;

        assertThat(looksUntilSaid()).isEqualTo(NEVER);
    }

    @Test
    void whatNginxProxiesToIsSaidBesideAnyServer() {
        proxied = true;
        follows = true;

        assertThat(looksUntilSaid()).isEqualTo(HALF_A_MINUTE);
    }

    @Test
    void whatWasSaidStandsThoughNobodyIsConnectedAnyMore() {
        used = true;
        looksUntilSaid();
        used = false;

        assertThat(look(PORT)).isEqualTo(PORT);
    }

    @Test
    void aPortThatClosesBeginsAnew() {
        used = true;
        looksUntilSaid();
        assertThat(look(Set.of())).isEmpty();
        assertThat(ports.stands()).isFalse();

        assertThat(looksUntilSaid()).isEqualTo(HALF_A_MINUTE);
    }

    @Test
    void itStandsBeforeItIsSpokenOf() {
        for (int i = 1; i < HALF_A_MINUTE; i++) {
            look(PORT);
            assertThat(ports.stands()).isFalse();
        }
        assertThat(look(PORT)).isEmpty();
        assertThat(ports.stands()).isTrue();
    }

    private static final int NEVER = 100;

    private int looksUntilSaid() {
        int looks = 1;
        while (looks < NEVER && look(PORT).isEmpty()) {
            looks++;
        }
        return looks;
    }

    private Set<Integer> look(Set<Integer> open) {
        return ports.look(new StandingPorts.Around(open, port -> used, port -> proxied, follows, coming));
    }
}
