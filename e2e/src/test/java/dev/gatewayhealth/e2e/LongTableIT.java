package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.ClosedConnections;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.Tomcat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The books balance where the kernel's table of connections takes tens of milliseconds to read, too. */
@Tag("all")
class LongTableIT {

    @Test
    void doesNotUnbalanceTheBooks() {
        try (Rig rig = Ledger.rig(LongTableIT.class, Tomcat.EMBEDDED_11)) {
            assertThat(ClosedConnections.make(20_000)).isGreaterThan(15_000);

            new Ledger(rig).balancesOverMixedRequests();
        }
    }
}
