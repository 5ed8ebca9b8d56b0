package dev.gatewayhealth.nginx;

import java.util.OptionalLong;

/**
 * A size as nginx writes it: {@code 8k}, {@code 1m}, bare bytes, and {@code 1g} where a directive counts a file or a body
 * rather than memory (nginx: {@code ngx_parse_size}, {@code ngx_parse_offset}).
 */
public final class NginxSize {

    private static final long KIB = 1024;

    private NginxSize() {}

    /**
     * Bytes of a size, gigabytes included.
     *
     * @param text as it is written in a configuration
     * @return at least 0
     * @throws IllegalArgumentException naming the text and what is accepted
     */
    public static long parse(String text) {
        return offset(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" is no size nginx accepts: write bytes or a number with k, m or g (8k, 1m)"));
    }

    /**
     * {@return the bytes of a body or file ({@code client_max_body_size}), empty where nginx would refuse the text}
     *
     * @param text as it is written in a configuration
     */
    public static OptionalLong offset(String text) {
        char unit = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
        return unit == 'g' || unit == 'G' ? scaled(text, KIB * KIB * KIB) : memory(text);
    }

    /**
     * {@return the bytes of a buffer ({@code proxy_buffer_size}), empty where nginx would refuse the text} nginx knows no gigabytes there.
     *
     * @param text as it is written in a configuration
     */
    public static OptionalLong memory(String text) {
        char unit = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
        return switch (unit) {
            case 'k', 'K' -> scaled(text, KIB);
            case 'm', 'M' -> scaled(text, KIB * KIB);
            default -> number(text);
        };
    }

    /**
     * {@return a size so that nginx reads it back as the same: {@code 8k}, {@code 1m}, {@code 1500}}
     *
     * @param bytes at least 0
     */
    public static String format(long bytes) {
        if (bytes > 0 && bytes % (KIB * KIB) == 0) {
            return bytes / (KIB * KIB) + "m";
        }
        return bytes > 0 && bytes % KIB == 0 ? bytes / KIB + "k" : Long.toString(bytes);
    }

    /**
     * {@return a whole number as nginx reads one: digits only, no sign (nginx: {@code ngx_atoi})}
     *
     * @param digits at least one, and nothing else
     */
    public static OptionalLong number(String digits) {
        if (digits.isEmpty()) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return OptionalLong.empty();
            }
            value = value * 10 + digit;
        }
        return OptionalLong.of(value);
    }

    private static OptionalLong scaled(String text, long scale) {
        OptionalLong number = number(text.substring(0, text.length() - 1));
        return number.isPresent() && number.getAsLong() <= Long.MAX_VALUE / scale
                ? OptionalLong.of(number.getAsLong() * scale)
                : OptionalLong.empty();
    }
}
