package dev.gatewayhealth.report;

import org.jspecify.annotations.Nullable;

/** What a poller would rather read, JSON or the bare word, by its {@code Accept} header (RFC 9110 section 12.5.1). */
final class Accept {

    /** Longer ones are nobody's honest wish, and a poll must stay cheap. */
    private static final int LONGEST = 1_000;

    private static final int MALFORMED = -1;

    private Accept() {}

    /** Whether text is wanted more than JSON, or as much and named more precisely. JSON wherever it is in doubt. */
    static boolean prefersText(@Nullable String accept) {
        if (accept == null || accept.equals("*/*") || accept.length() > LONGEST) {
            return false;
        }
        Wish text = new Wish("text", "text/plain");
        Wish json = new Wish("application", "application/json");
        for (String range : accept.split(",")) {
            text.consider(range);
            json.consider(range);
        }
        return text.quality > json.quality
                || (text.quality > 0 && text.quality == json.quality && text.precision > json.precision);
    }

    /** How much one media type is wanted; its most precise range decides. */
    private static final class Wish {

        private final String anyOfType;
        private final String exactly;
        private int precision;
        private int quality;

        Wish(String type, String exactly) {
            this.anyOfType = type + "/*";
            this.exactly = exactly;
        }

        void consider(String range) {
            int semicolon = range.indexOf(';');
            int matches = precision((semicolon < 0 ? range : range.substring(0, semicolon)).strip());
            int wanted = semicolon < 0 ? 1000 : quality(range.substring(semicolon + 1));
            if (wanted == MALFORMED || matches == 0 || matches < precision) {
                return;
            }
            quality = matches == precision ? Math.max(quality, wanted) : wanted;
            precision = matches;
        }

        private int precision(String range) {
            if (range.equalsIgnoreCase(exactly)) {
                return 3;
            }
            if (range.equalsIgnoreCase(anyOfType)) {
                return 2;
            }
            return range.equals("*/*") ? 1 : 0;
        }

        private static int quality(String parameters) {
            for (String parameter : parameters.split(";")) {
                String plain = parameter.strip();
                if (plain.startsWith("q=") || plain.startsWith("Q=")) {
                    return thousandths(plain.substring(2));
                }
            }
            return 1000;
        }

        /** {@code 0.25} is 250. */
        private static int thousandths(String text) {
            boolean shaped = !text.isEmpty() && text.length() <= 5 && (text.length() == 1 || text.charAt(1) == '.');
            if (!shaped) {
                return MALFORMED;
            }
            int value = 0;
            for (int place = 1000, i = 0; i < text.length(); i++) {
                int digit = text.charAt(i) - '0';
                if (i == 1) {
                    continue;
                }
                if (digit < 0 || digit > 9) {
                    return MALFORMED;
                }
                value += digit * place;
                place /= 10;
            }
            return value <= 1000 ? value : MALFORMED;
        }
    }
}
