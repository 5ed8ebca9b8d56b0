package dev.gatewayhealth.e2e.lab;

import org.junit.jupiter.api.Tag;

/** What runs out. */
@Tag("all")
final class FaultsOfRoomIT extends Faults {

    FaultsOfRoomIT() {
        super(Section.ROOM);
    }
}
