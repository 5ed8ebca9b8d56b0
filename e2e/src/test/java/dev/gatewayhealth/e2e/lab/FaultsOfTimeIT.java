package dev.gatewayhealth.e2e.lab;

import org.junit.jupiter.api.Tag;

/** What takes longer than nginx waits. */
@Tag("all")
final class FaultsOfTimeIT extends Faults {

    FaultsOfTimeIT() {
        super(Section.TIME);
    }
}
