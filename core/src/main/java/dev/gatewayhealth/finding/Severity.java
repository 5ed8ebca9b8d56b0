package dev.gatewayhealth.finding;

import java.util.Locale;

/** How much a finding matters: a notice leaves the status alone, a warning or worse makes it WARN. */
public enum Severity {
    /** Worth knowing, no fault of the moment. */
    NOTICE,
    /** Something fails, or will unless somebody acts. */
    WARNING,
    /** This instance cannot do its work; may make it DOWN. */
    CRITICAL;

    /** {@return the word used in the report, in logs and as a metric tag} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
