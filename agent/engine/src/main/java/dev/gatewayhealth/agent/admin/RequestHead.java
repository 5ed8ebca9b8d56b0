package dev.gatewayhealth.agent.admin;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request line and the header fields of one request, read as RFC 9112 asks and nothing beyond.
 *
 * @param target path and query as sent; of an absolute form only these
 * @param fields by lower-case name; those sent twice joined by commas (RFC 9110 section 5.3)
 * @param bodyLength bytes that follow the head
 */
record RequestHead(String method, String target, boolean http11, Map<String, String> fields, long bodyLength) {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    /**
     * Where the first head in the bytes ends, just after its empty line; -1 if it is not complete.
     *
     * @param from where to look, after what was looked at before
     */
    static int end(byte[] bytes, int from, int length) {
        for (int i = Math.max(from, 1); i < length; i++) {
            if (bytes[i] == '\n'
                    && (bytes[i - 1] == '\n' || (i >= 2 && bytes[i - 1] == '\r' && bytes[i - 2] == '\n'))) {
                return i + 1;
            }
        }
        return -1;
    }

    /** Null if it is malformed. */
    static @Nullable RequestHead parse(byte[] bytes, int length) {
        String[] lines = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).split("\n");
        String[] words = line(lines[0]).split(" ", -1);
        if (words.length != 3 || !token(words[0]) || !visible(words[1])) {
            return null;
        }
        boolean http11 = words[2].equals("HTTP/1.1");
        Map<String, String> fields = fields(lines);
        if ((!http11 && !words[2].equals("HTTP/1.0")) || fields == null || !honest(http11, fields)) {
            return null;
        }
        long bodyLength = number(fields.getOrDefault("content-length", "0"));
        return bodyLength < 0 ? null : new RequestHead(words[0], path(words[1]), http11, fields, bodyLength);
    }

    @Nullable
    String field(String lowerCaseName) {
        return fields.get(lowerCaseName);
    }

    /** HTTP/1.1 keeps a connection unless told otherwise, HTTP/1.0 the other way round (RFC 9112 section 9.3). */
    boolean keepsConnection() {
        String options = fields.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        return http11 ? !options.contains("close") : options.contains("keep-alive");
    }

    private static @Nullable Map<String, String> fields(String[] lines) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            String line = line(lines[i]);
            if (line.isEmpty()) {
                break;
            }
            int colon = line.indexOf(':');
            if (colon < 0 || !token(line.substring(0, colon)) || !text(line)) {
                return null;
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            fields.merge(name, line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
        }
        return fields;
    }

    /**
     * Exactly one {@code Host} in HTTP/1.1 (RFC 9112 section 3.2), and a length nobody can read in two ways: two lengths,
     * joined by now, are no number, and an encoded body is not needed here.
     */
    private static boolean honest(boolean http11, Map<String, String> fields) {
        String host = fields.get("host");
        return (host == null ? !http11 : !host.contains(",")) && !fields.containsKey("transfer-encoding");
    }

    /** Servers must take {@code http://host/path} too (RFC 9112 section 3.2.2). */
    private static String path(String target) {
        if (!target.regionMatches(true, 0, "http://", 0, 7)) {
            return target;
        }
        int slash = target.indexOf('/', 7);
        return slash < 0 ? "/" : target.substring(slash);
    }

    private static long number(String digits) {
        if (digits.isEmpty() || digits.length() > 12) {
            return -1;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return -1;
            }
        }
        return Long.parseLong(digits);
    }

    /** A lone LF ends a line as well (RFC 9112 section 2.2). */
    private static String line(String raw) {
        return raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
    }

    private static boolean token(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && TOKEN_MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean visible(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static boolean text(String line) {
        return line.chars().allMatch(c -> (c >= ' ' && c != 0x7f) || c == '\t');
    }
}
