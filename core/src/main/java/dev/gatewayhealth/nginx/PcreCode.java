package dev.gatewayhealth.nginx;

import org.jspecify.annotations.Nullable;

/**
 * An escape that stands for one byte: <code>\x2f</code>, <code>\x{2f}</code>, {@code \057}, <code>\o{57}</code>, {@code \cA}, {@code \t}
 * (PCRE: {@code check_escape}).
 *
 * @param value the byte
 * @param end just behind it
 */
record PcreCode(int value, int end) {

    /** Null where the letter behind a backslash means something else, or nothing to PCRE. */
    static @Nullable PcreCode read(String pcre, int backslash) {
        int at = backslash + 1;
        char c = pcre.charAt(at);
        return switch (c) {
            case 'x' -> hexadecimal(pcre, at + 1);
            case 'o' -> braced(pcre, at + 1, 8);
            case 'c' -> control(pcre, at + 1);
            case '0' -> octal(pcre, at, 3);
            case 'a' -> new PcreCode(7, at + 1);
            case 'e' -> new PcreCode(27, at + 1);
            case 'f' -> new PcreCode('\f', at + 1);
            case 'n' -> new PcreCode('\n', at + 1);
            case 'r' -> new PcreCode('\r', at + 1);
            case 't' -> new PcreCode('\t', at + 1);
            default -> letter(c) || digit(c) ? null : new PcreCode(c, at + 1);
        };
    }

    /** At most so many octal digits; null where it is more than a byte. */
    static @Nullable PcreCode octal(String pcre, int from, int most) {
        return number(pcre, from, most, 8);
    }

    private static @Nullable PcreCode hexadecimal(String pcre, int from) {
        return pcre.startsWith("{", from) ? braced(pcre, from, 16) : number(pcre, from, 2, 16);
    }

    private static @Nullable PcreCode number(String pcre, int from, int most, int radix) {
        int value = 0;
        int at = from;
        while (at < pcre.length() && at < from + most && hexDigit(pcre.charAt(at)) < radix) {
            value = value * radix + hexDigit(pcre.charAt(at++));
        }
        return value > 255 ? null : new PcreCode(value, at);
    }

    private static @Nullable PcreCode braced(String pcre, int brace, int radix) {
        int end = pcre.startsWith("{", brace) ? pcre.indexOf('}', brace) : -1;
        if (end <= brace + 1) {
            return null;
        }
        PcreCode code = number(pcre, brace + 1, 9, radix);
        return code == null || code.end != end ? null : new PcreCode(code.value, end + 1);
    }

    private static @Nullable PcreCode control(String pcre, int at) {
        if (at >= pcre.length() || pcre.charAt(at) < ' ' || pcre.charAt(at) > '~') {
            return null;
        }
        char c = pcre.charAt(at);
        return new PcreCode((c >= 'a' && c <= 'z' ? c - 32 : c) ^ 0x40, at + 1);
    }

    /** More than any radix where it is none. */
    private static int hexDigit(char c) {
        if (digit(c)) {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 99;
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
