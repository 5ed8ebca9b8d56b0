package dev.gatewayhealth.agent.admin;

import dev.gatewayhealth.report.Report;
import dev.gatewayhealth.report.Status;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/** A report to answer with. */
public final class SomeReport {

    private SomeReport() {}

    public static Report of(Status status) {
        return of(status, 0);
    }

    /** A report as long as that many hooks of a kilobyte make it. */
    static Report of(Status status, int kilobytes) {
        return new Report(
                status,
                true,
                Instant.EPOCH,
                Instant.EPOCH,
                "test",
                Collections.nCopies(kilobytes, new Report.Hook("x".repeat(1000), "", "live")),
                new Report.Contract("none", List.of(), List.of()),
                new Report.Exchanges(0, 0, 0, 0, 0, 0, 0, 0, List.of()),
                List.of(),
                List.of(),
                List.of(),
                Report.Measured.NOTHING);
    }
}
