package dev.gatewayhealth.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about the faults against the faults themselves; that they come to this, the long set shows. */
final class FaultPageIT {

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.gatewayhealth.e2e.lab.Section#all")
    void thePageHasARowForEachFault(Section section) {
        assertThat(Foresight.claims(section))
                .as("to run them all and write it anew: " + Foresight.COMMAND)
                .containsExactlyElementsOf(
                        section.faults().stream().map(Row::claims).toList());
    }

    @Test
    void aSlowAnswerIsForeseenAndCuredByWhatTheFindingSays() {
        Experiment.of(new SlowAnswer());
    }
}
