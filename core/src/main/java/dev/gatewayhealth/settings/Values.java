package dev.gatewayhealth.settings;

import dev.gatewayhealth.nginx.NginxSize;
import dev.gatewayhealth.nginx.NginxTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** How the kinds of values are read; each method throws {@link IllegalArgumentException} for what it does not accept. */
final class Values {

    /** What can make an instance DOWN: the resources whose exhaustion is its own doing. */
    static final List<String> RESOURCES = List.of(
            "request-threads",
            "connections",
            "accept-queue",
            "file-descriptors",
            "heap",
            "memory",
            "disk",
            "process-ids",
            "ephemeral-ports",
            "deadlock",
            "listener");

    /** Above it a time in nanoseconds would soon overflow, and nothing waits that long. */
    private static final long LONGEST_MILLIS = Duration.ofDays(365).toMillis();

    private Values() {}

    static boolean flag(String text) {
        return check(text.equals("true"), text.equals("true") || text.equals("false"));
    }

    static String endpoint(String text) {
        boolean shaped = text.startsWith("/") && !text.endsWith("/") && !text.contains("//");
        return of(check(text, shaped), "/._~-", 200);
    }

    static String version(String text) {
        String[] numbers = text.split("\\.", -1);
        check(text, numbers.length == 3);
        for (String number : numbers) {
            within(NginxSize.number(number), 0, 999);
        }
        return text;
    }

    static Duration time(String text, long leastMillis) {
        return Duration.ofMillis(within(NginxTime.millis(text), leastMillis, LONGEST_MILLIS));
    }

    static double share(String text) {
        int dot = text.indexOf('.');
        String whole = dot < 0 ? text : text.substring(0, dot);
        String decimals = dot < 0 ? "0" : text.substring(dot + 1);
        check(text, whole.isEmpty() || whole.equals("0") || whole.equals("1"));
        check(text, decimals.length() <= 9 && NginxSize.number(decimals).isPresent());
        double share = Double.parseDouble(text);
        return check(share, share > 0 && share <= 1);
    }

    /** RFC 6750 section 2.1: what may follow {@code Bearer}. */
    static String token(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        of(text.substring(0, end), "-._~+/", 512);
        return text;
    }

    static Set<String> codes(String text) {
        Set<String> codes = new HashSet<>();
        if (!text.equals("none")) {
            for (String word : text.split(",", -1)) {
                codes.add(check(word.strip(), RESOURCES.contains(word.strip())));
            }
        }
        return Set.copyOf(codes);
    }

    static boolean off(String text) {
        return text.equals("off");
    }

    static long within(OptionalLong value, long least, long most) {
        long number = value.isPresent() ? value.getAsLong() : -1;
        return check(number, number >= least && number <= most);
    }

    /** A text of letters, digits and these marks. */
    static String of(String text, String marks, int longest) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            check(text, plain || marks.indexOf(c) >= 0);
        }
        return check(text, !text.isEmpty() && text.length() <= longest);
    }

    static <T> T check(T value, boolean accepted) {
        if (!accepted) {
            throw new IllegalArgumentException();
        }
        return value;
    }
}
