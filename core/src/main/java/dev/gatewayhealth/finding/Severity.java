package dev.gatewayhealth.finding;

import java.util.Locale;

/** How much a finding matters: a notice leaves the status alone, a warning or worse makes it WARN. */
public enum Severity {
    NOTICE,
    WARNING,
    CRITICAL;

    /** The word used in the report, in logs and as a metric tag. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
