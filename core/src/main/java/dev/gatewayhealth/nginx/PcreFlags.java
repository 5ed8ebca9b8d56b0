package dev.gatewayhealth.nginx;

import org.jspecify.annotations.Nullable;

/**
 * Settings inside a pattern, as {@code (?i-s)} or {@code (?x:…)}.
 *
 * @param ignoreCase whether letters match in both cases from there on
 * @param extended whether blanks and comments are left out from there on; Java never hears of it, since its rule for classes is another
 * @param java the letters as Java takes them
 * @param group whether they hold for a group of their own
 * @param end just behind them
 */
record PcreFlags(boolean ignoreCase, boolean extended, String java, boolean group, int end) {

    /** Those that open with {@code (?} there; null where they are none, or have letters that Java has no equal for. */
    static @Nullable PcreFlags read(String pcre, int open, boolean ignoreCase, boolean extended) {
        boolean i = ignoreCase;
        boolean x = extended;
        boolean on = true;
        StringBuilder java = new StringBuilder();
        for (int at = open + 2; at < pcre.length(); at++) {
            char c = pcre.charAt(at);
            switch (c) {
                case ')', ':' -> {
                    return new PcreFlags(i, x, java.toString(), c == ':', at + 1);
                }
                case '-' -> {
                    if (!on) {
                        return null;
                    }
                    on = false;
                    java.append(c);
                }
                case 'i' -> i = on;
                case 'x' -> x = on;
                case 's', 'm' -> {}
                default -> {
                    return null;
                }
            }
            boolean again = c == 'x' && pcre.startsWith("x", at + 1);
            if (again) {
                return null;
            }
            if (c != 'x' && c != '-') {
                java.append(c);
            }
        }
        return null;
    }
}
