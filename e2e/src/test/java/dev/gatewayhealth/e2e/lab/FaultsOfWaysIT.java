package dev.gatewayhealth.e2e.lab;

import org.junit.jupiter.api.Tag;

/** Addresses that nobody answers on, or not in the words nginx uses. */
@Tag("all")
final class FaultsOfWaysIT extends Faults {

    FaultsOfWaysIT() {
        super(Section.WAYS);
    }
}
