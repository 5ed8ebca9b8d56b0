package dev.gatewayhealth.resource;

import java.util.Locale;

/** Numbers as people read them in a message. */
final class Words {

    private Words() {}

    /** Without decimals where there are none. */
    static String amount(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.1f", value);
    }

    /** From bytes. */
    static String mebibytes(double bytes) {
        return amount(Math.rint(bytes / 104857.6) / 10) + " MiB";
    }

    static String percent(double share) {
        return Math.round(share * 100) + "%";
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }
}
