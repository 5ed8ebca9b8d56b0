package dev.gatewayhealth.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** JSON (RFC 8259) written from front to back, of bounded length: a full one takes no further elements. */
final class JsonWriter {

    /** Reports are a few kilobytes; this is what a pathological one may grow to, give or take one element. */
    private static final int FULL = 1 << 20;

    private static final int LONGEST_STRING = 2_000;
    private static final int DEEPEST = 8;

    /** Above it a double is no longer a whole number for certain. */
    private static final double EXACT = 1L << 53;

    private static final MathContext DIGITS = new MathContext(6);

    private final StringBuilder out = new StringBuilder(4096);
    private boolean first = true;
    private boolean truncated;

    JsonWriter open(char bracket) {
        separate();
        out.append(bracket);
        first = true;
        return this;
    }

    JsonWriter close(char bracket) {
        out.append(bracket);
        first = false;
        return this;
    }

    JsonWriter name(String name) {
        separate();
        string(name);
        out.append(':');
        first = true;
        return this;
    }

    /** A member whose value is known; nothing where it is null or no number JSON can write. */
    JsonWriter member(String name, @Nullable Object value) {
        boolean unknown = value == null || (value instanceof Double number && !Double.isFinite(number));
        return unknown ? this : name(name).value(value);
    }

    /** A member with one element for each item. */
    <T> JsonWriter array(String name, Iterable<T> items, BiConsumer<JsonWriter, T> element) {
        name(name).open('[');
        for (T item : items) {
            if (full()) {
                break;
            }
            element.accept(this, item);
        }
        return close(']');
    }

    JsonWriter value(@Nullable Object value) {
        return value(value, 0);
    }

    private JsonWriter value(@Nullable Object value, int depth) {
        if (depth < DEEPEST && value instanceof Map<?, ?> map) {
            return map(map, depth);
        }
        if (depth < DEEPEST && value instanceof Iterable<?> list) {
            return list(list, depth);
        }
        separate();
        first = false;
        scalar(value);
        return this;
    }

    private JsonWriter map(Map<?, ?> map, int depth) {
        open('{');
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (full()) {
                break;
            }
            name(String.valueOf(entry.getKey())).value(entry.getValue(), depth + 1);
        }
        return close('}');
    }

    private JsonWriter list(Iterable<?> list, int depth) {
        open('[');
        for (Object item : list) {
            if (full()) {
                break;
            }
            value(item, depth + 1);
        }
        return close(']');
    }

    private void scalar(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Double || value instanceof Float) {
            number(((Number) value).doubleValue());
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            out.append(((Number) value).longValue());
        } else if (value instanceof Instant instant) {
            string(Clock.MILLISECONDS.format(instant));
        } else if (value instanceof Map || value instanceof Iterable) {
            // Too deep, perhaps endless: not even its own words may be asked for.
            string("...");
        } else {
            string(String.valueOf(value));
        }
    }

    private void number(double value) {
        if (!Double.isFinite(value)) {
            out.append("null");
        } else if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            out.append((long) value);
        } else {
            BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
            out.append(rounded.scale() > 12 || rounded.scale() < -18 ? rounded.toString() : rounded.toPlainString());
        }
    }

    private void string(String text) {
        out.append('"');
        int end = Math.min(text.length(), LONGEST_STRING);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                escaped(c);
            }
        }
        out.append(end < text.length() ? "...\"" : "\"");
    }

    /** Half a surrogate pair has no UTF-8; as in every decoder of Java it becomes U+FFFD. */
    private void escaped(char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < ' ' || c == 0x7f) {
                    out.append("\\u00").append(hex(c >> 4)).append(hex(c & 15));
                } else {
                    out.append(Character.isSurrogate(c) ? '\ufffd' : c);
                }
            }
        }
    }

    private static char hex(int digit) {
        return Character.forDigit(digit, 16);
    }

    private boolean full() {
        truncated |= out.length() >= FULL;
        return truncated;
    }

    /** Whether elements had to be left out. */
    boolean truncated() {
        return truncated;
    }

    private void separate() {
        if (!first) {
            out.append(',');
        }
        first = false;
    }

    byte[] utf8() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Apart, because formatters are dear to set up and the body of a poll has no time in it. */
    private static final class Clock {

        static final DateTimeFormatter MILLISECONDS =
                new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    }
}
