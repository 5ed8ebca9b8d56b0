package dev.gatewayhealth.nginx;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * A time as nginx writes it: {@code 1m30s}, {@code 1h 30m}, {@code 500ms}; a bare number is seconds. Units go from long
 * to short, each at most once (nginx: {@code ngx_parse_time}).
 */
public final class NginxTime {

    private static final String ACCEPTED =
            "a number with a unit ms, s, m, h, d, w (1m30s, 500ms), a bare number is seconds";

    private static final int NO_UNIT = 0;
    private static final int YEAR = 1;
    private static final int MONTH = 2;
    private static final int WEEK = 3;
    private static final int DAY = 4;
    private static final int HOUR = 5;
    private static final int MINUTE = 6;
    private static final int SECOND = 7;
    private static final int MILLISECOND = 8;
    private static final int BARE = 9;

    private static final long[] SECONDS = {0, 31_536_000, 2_592_000, 604_800, 86_400, 3_600, 60, 1, 0, 1};

    private final String text;
    private final boolean wholeSeconds;
    private int at;
    private int lastUnit;
    private long total;

    private NginxTime(String text, boolean wholeSeconds) {
        this.text = text;
        this.wholeSeconds = wholeSeconds;
        this.lastUnit = wholeSeconds ? NO_UNIT : MONTH;
    }

    /**
     * The time a directive of millisecond precision means, such as {@code proxy_read_timeout}.
     *
     * @param text as it is written in a configuration
     * @return at least 0, in whole milliseconds
     * @throws IllegalArgumentException naming the text and what is accepted
     */
    public static Duration parse(String text) {
        return Duration.ofMillis(millis(text)
                .orElseThrow(() ->
                        new IllegalArgumentException("\"" + text + "\" is no time nginx accepts: write " + ACCEPTED)));
    }

    /**
     * {@return the same in milliseconds, empty where nginx would refuse the text}
     *
     * @param text as it is written in a configuration
     */
    public static OptionalLong millis(String text) {
        return new NginxTime(text, false).read();
    }

    /**
     * {@return seconds, for directives of that precision such as {@code fail_timeout}, empty where nginx would refuse the text} Years and
     * months, but no {@code ms}.
     *
     * @param text as it is written in a configuration
     */
    public static OptionalLong seconds(String text) {
        return new NginxTime(text, true).read();
    }

    /**
     * {@return a time so that nginx reads it back as the same: {@code 1m30s}, {@code 500ms}, {@code 0s}}
     *
     * @param time at least 0; what is less than a millisecond is left out
     */
    public static String format(Duration time) {
        StringBuilder out = new StringBuilder();
        long seconds = time.toSeconds();
        long rest = append(out, seconds, 86_400, 'd');
        rest = append(out, rest, 3_600, 'h');
        rest = append(out, rest, 60, 'm');
        append(out, rest, 1, 's');
        int millis = time.toMillisPart();
        if (millis > 0) {
            out.append(millis).append("ms");
        }
        return out.isEmpty() ? "0s" : out.toString();
    }

    private static long append(StringBuilder out, long seconds, long unit, char letter) {
        if (seconds >= unit) {
            out.append(seconds / unit).append(letter);
        }
        return seconds % unit;
    }

    private OptionalLong read() {
        boolean digits = false;
        long value = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9') {
                if (value > (Long.MAX_VALUE - 9) / 10) {
                    return OptionalLong.empty();
                }
                value = value * 10 + (c - '0');
                digits = true;
                at++;
                continue;
            }
            if (!add(value, nextUnit())) {
                return OptionalLong.empty();
            }
            value = 0;
            skipSpaces();
        }
        // nginx adds what follows the last unit as bare seconds: "1s 5" is six seconds.
        return digits && add(value, SECOND) ? OptionalLong.of(total) : OptionalLong.empty();
    }

    /** The unit at the cursor if it may follow the one before, else {@link #NO_UNIT}. */
    private int nextUnit() {
        int unit = unit(text.charAt(at++));
        if (unit == MINUTE && at < text.length() && text.charAt(at) == 's') {
            at++;
            unit = wholeSeconds ? NO_UNIT : MILLISECOND;
        }
        boolean inOrder = lastUnit < (unit == BARE ? SECOND : unit);
        lastUnit = unit;
        return inOrder ? unit : NO_UNIT;
    }

    private static int unit(char c) {
        return switch (c) {
            case 'y' -> YEAR;
            case 'M' -> MONTH;
            case 'w' -> WEEK;
            case 'd' -> DAY;
            case 'h' -> HOUR;
            case 'm' -> MINUTE;
            case 's' -> SECOND;
            case ' ' -> BARE;
            default -> NO_UNIT;
        };
    }

    private boolean add(long value, int unit) {
        if (unit == NO_UNIT) {
            return false;
        }
        long scale = unit == MILLISECOND ? 1 : SECONDS[unit] * (wholeSeconds ? 1 : 1000);
        if (value > (Long.MAX_VALUE - total) / scale) {
            return false;
        }
        total += value * scale;
        return true;
    }

    private void skipSpaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }
}
