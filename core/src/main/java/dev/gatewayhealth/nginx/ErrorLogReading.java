package dev.gatewayhealth.nginx;

import org.jspecify.annotations.Nullable;

/**
 * One pass over a line of the error log, from the left.
 *
 * <p>nginx escapes nothing in the values it quotes, so a client can write a quote, a comma and the name of a field into its request,
 * {@code Host} or {@code Referer}. Fields come in a fixed order, and each is looked for only behind the true end of the one before: a
 * request line ends in its protocol, and what a client says in a later field comes too late.
 */
final class ErrorLogReading {

    private static final int TIME = 19;

    private final String text;
    private int at;

    private ErrorLogReading(String text) {
        this.text = text;
    }

    static @Nullable ErrorLogLine line(String text) {
        return new ErrorLogReading(text).read();
    }

    private @Nullable ErrorLogLine read() {
        String level = level();
        String process = level == null ? null : process();
        if (level == null || process == null) {
            return null;
        }
        String connection = connection();
        int fields = text.indexOf(", client: ", at);
        String message = text.substring(at, fields < 0 ? text.length() : fields);
        at = fields < 0 ? text.length() : fields;
        return new ErrorLogLine(
                text.substring(0, TIME),
                level,
                process,
                connection,
                message,
                plain(", client: "),
                plain(", server: "),
                request(),
                quoted(", subrequest: \"", ", upstream: \"", ", host: \""),
                quoted(", upstream: \"", ", host: \"", ", referrer: \""),
                quoted(", host: \"", ", referrer: \""),
                quoted(", referrer: \""));
    }

    private @Nullable String level() {
        if (!stamped() || !text.startsWith(" [", TIME)) {
            return null;
        }
        int end = text.indexOf("] ", TIME);
        if (end < 0 || end > TIME + 10) {
            return null;
        }
        at = end + 2;
        return text.substring(TIME + 2, end);
    }

    /** Whether it begins {@code 2026/11/22 09:10:11}. */
    private boolean stamped() {
        String form = "0000/00/00 00:00:00";
        if (text.length() < TIME) {
            return false;
        }
        for (int i = 0; i < TIME; i++) {
            char c = text.charAt(i);
            if (form.charAt(i) == '0' ? !digit(c) : c != form.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable String process() {
        int i = at;
        while (i < text.length() && (digit(text.charAt(i)) || text.charAt(i) == '#')) {
            i++;
        }
        if (i == at || !text.startsWith(": ", i)) {
            return null;
        }
        String process = text.substring(at, i);
        at = i + 2;
        return process;
    }

    private @Nullable String connection() {
        int i = at + 1;
        while (i < text.length() && digit(text.charAt(i))) {
            i++;
        }
        if (at >= text.length() || text.charAt(at) != '*' || i == at + 1 || !text.startsWith(" ", i)) {
            return null;
        }
        String connection = text.substring(at + 1, i);
        at = i + 1;
        return connection;
    }

    /** An address or a server's name: no client chooses it. */
    private @Nullable String plain(String name) {
        if (!text.startsWith(name, at)) {
            return null;
        }
        int from = at + name.length();
        int end = text.indexOf(", ", from);
        at = end < 0 ? text.length() : end;
        return text.substring(from, at);
    }

    private @Nullable String request() {
        String name = ", request: \"";
        if (!text.startsWith(name, at)) {
            return null;
        }
        int from = at + name.length();
        int end = endOfRequest(from);
        at = end < 0 ? text.length() : end + 1;
        return text.substring(from, end < 0 ? text.length() : end);
    }

    /** The first quote behind a protocol; HTTP/0.9 has none, and then it is the first that a field follows. */
    private int endOfRequest(int from) {
        int first = -1;
        for (int quote = text.indexOf('"', from); quote >= 0; quote = text.indexOf('"', quote + 1)) {
            boolean ends = quote + 1 == text.length() || text.startsWith(", ", quote + 1);
            if (ends && protocol(quote)) {
                return quote;
            }
            first = first < 0 && ends ? quote : first;
        }
        return first;
    }

    /** Whether {@code  HTTP/1.1} stands before this place. */
    private boolean protocol(int end) {
        return end >= 9
                && text.startsWith(" HTTP/", end - 9)
                && digit(text.charAt(end - 3))
                && text.charAt(end - 2) == '.'
                && digit(text.charAt(end - 1));
    }

    /** @param next the fields that may follow */
    private @Nullable String quoted(String name, String... next) {
        if (!text.startsWith(name, at)) {
            return null;
        }
        int from = at + name.length();
        int end = text.endsWith("\"") && text.length() > from ? text.length() - 1 : text.length();
        for (String each : next) {
            int found = text.indexOf("\"" + each, from);
            end = found >= 0 && found < end ? found : end;
        }
        at = Math.min(end + 1, text.length());
        return text.substring(from, end);
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
