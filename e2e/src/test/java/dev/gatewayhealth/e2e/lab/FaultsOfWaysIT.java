package dev.gatewayhealth.e2e.lab;

import org.junit.jupiter.api.Tag;

/** Addresses that nobody answers on. */
@Tag("all")
final class FaultsOfWaysIT extends Faults {

    FaultsOfWaysIT() {
        super(Section.WAYS);
    }
}
