package dev.gatewayhealth.e2e.lab;

import java.time.Duration;
import java.util.Locale;

/** A row of the page: a fault, what nginx makes of it, what is found, and how long before nginx first fails. */
record Row(String fault, String answer, String errorLog, String finding, String lead) {

    /** All but what is measured. */
    static String claims(Fault fault) {
        return of(fault, Duration.ZERO).claims();
    }

    static Row of(Fault fault, Duration lead) {
        Expected expected = fault.expected();
        return new Row(
                fault.what(),
                answer(expected),
                expected.errorLog().isEmpty() ? "nothing" : "`" + expected.errorLog() + "`",
                "`" + expected.code() + "`",
                lead(expected, lead));
    }

    private String claims() {
        return "| " + String.join(" | ", fault, answer, errorLog, finding) + " |";
    }

    /** As it stands on the page. */
    String line() {
        return claims() + " " + lead + " |";
    }

    private static String answer(Expected expected) {
        if (expected.status() == 0) {
            return "the connection ends";
        }
        return expected.status() + (expected.whole() ? "" : ", cut off");
    }

    private static String lead(Expected expected, Duration lead) {
        String seconds = String.format(Locale.ROOT, "%.1f s", Math.abs(lead.toMillis()) / 1000.0);
        return switch (expected.foresight()) {
            case STANDING -> "stands from the start";
            case AHEAD -> seconds;
            case WITH_IT -> "none possible; " + (lead.isNegative() ? seconds + " after it" : "with it");
        };
    }
}
