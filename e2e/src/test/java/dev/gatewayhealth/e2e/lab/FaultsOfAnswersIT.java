package dev.gatewayhealth.e2e.lab;

import org.junit.jupiter.api.Tag;

/** Answers that nginx does not take. */
@Tag("all")
final class FaultsOfAnswersIT extends Faults {

    FaultsOfAnswersIT() {
        super(Section.ANSWERS);
    }
}
