package dev.gatewayhealth.report;

/** Whoever holds the latest report; reading it costs one volatile load, on any thread. */
@FunctionalInterface
public interface ReportSource {

    /** {@return the latest report, never null} */
    Report report();
}
