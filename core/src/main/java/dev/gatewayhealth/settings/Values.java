package dev.gatewayhealth.settings;

import dev.gatewayhealth.nginx.NginxSize;
import dev.gatewayhealth.nginx.NginxTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kinds of values there are. Times and sizes follow nginx's own grammar. */
final class Values {

    /** Above it a time in nanoseconds would soon overflow, and nothing waits that long. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private static final Duration SHORTEST_PROBE = Duration.ofMillis(100);

    private static final Pattern SHARE = Pattern.compile("0?\\.\\d{1,9}|1(\\.0{1,9})?");
    private static final Pattern ENDPOINT = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
    private static final Pattern VERSION = Pattern.compile("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]{1,253}");
    /** RFC 6750 section 2.1: what may follow {@code Bearer}. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,512}=*");

    /** What can make an instance DOWN: the resources whose exhaustion is its own doing. */
    private static final List<String> RESOURCES = List.of(
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

    static final Kind<Boolean> FLAG = new Kind<>("`true` or `false`", Values::flag);
    static final Kind<String> ENDPOINT_PATH = new Kind<>(
            "a path that starts with `/`, does not end with it, and has only letters, digits and `-._~` in between",
            text -> matching(ENDPOINT, text));
    static final Kind<Path> FILE = new Kind<>("the path of a file or directory", Values::file);
    static final Kind<PrefixMapping> MAPPING =
            new Kind<>("two absolute paths, `/as/nginx/sees=/as/the/service/sees`", PrefixMapping::parse);
    static final Kind<String> NGINX_VERSION =
            new Kind<>("three numbers such as `1.26.3`", text -> matching(VERSION, text));
    static final Kind<Duration> TIME =
            new Kind<>("a time up to 365d in nginx's grammar (`5s`, `1m30s`; a bare number is seconds)", Values::time);
    static final Kind<Duration> TIME_ABOVE_ZERO = new Kind<>(
            "a time above 0 and up to 365d in nginx's grammar (`5s`, `1m30s`; a bare number is seconds)",
            text -> check(time(text), time(text).toMillis() > 0));
    static final Kind<Duration> PERIOD = new Kind<>("a time from 100ms to 365d, or `off`", Values::period);
    static final Kind<Long> MEMORY_SIZE = new Kind<>("a size above 0 such as `4k` or `1m`", Values::memorySize);
    static final Kind<Long> BODY_SIZE =
            new Kind<>("a size such as `8m` or `1g`; `0` is unlimited", text -> present(NginxSize.offset(text)));
    static final Kind<Double> SHARE_OF_LIMIT =
            new Kind<>("a share above 0 and at most 1, such as `0.8`", Values::share);
    static final Kind<Integer> TICKS = new Kind<>("a whole number from 1 to 3600", text -> whole(text, 3600));
    static final Kind<Integer> PORT = new Kind<>("a port from 1 to 65535, or `off`", Values::port);
    static final Kind<String> HOST_NAME = new Kind<>("an address or a host name", text -> matching(HOST, text));
    static final Kind<String> BEARER_TOKEN =
            new Kind<>("letters, digits and `-._~+/` (RFC 6750)", text -> matching(TOKEN, text));
    static final Kind<Set<String>> CODES =
            new Kind<>("`none`, or some of " + String.join(", ", RESOURCES) + " with commas between", Values::codes);

    private Values() {}

    private static Boolean flag(String text) {
        return check(text.equals("true"), text.equals("true") || text.equals("false"));
    }

    private static String matching(Pattern pattern, String text) {
        return check(text, pattern.matcher(text).matches());
    }

    private static Path file(String text) {
        return Path.of(check(text, !text.isEmpty()));
    }

    private static Duration time(String text) {
        Duration time = NginxTime.parse(text);
        return check(time, time.compareTo(LONGEST) <= 0);
    }

    private static @Nullable Duration period(String text) {
        if (off(text)) {
            return null;
        }
        Duration time = time(text);
        return check(time, time.compareTo(SHORTEST_PROBE) >= 0);
    }

    private static Long memorySize(String text) {
        long bytes = present(NginxSize.memory(text));
        return check(bytes, bytes > 0);
    }

    private static Double share(String text) {
        double share = Double.parseDouble(matching(SHARE, text));
        return check(share, share > 0);
    }

    private static @Nullable Integer port(String text) {
        return off(text) ? null : whole(text, 65_535);
    }

    private static int whole(String text, int max) {
        long number = present(NginxSize.number(text));
        return (int) (long) check(number, number >= 1 && number <= max);
    }

    private static Set<String> codes(String text) {
        if (text.equals("none")) {
            return Set.of();
        }
        Set<String> codes = new HashSet<>();
        for (String word : text.split(",", -1)) {
            codes.add(check(word.strip(), RESOURCES.contains(word.strip())));
        }
        return Set.copyOf(codes);
    }

    private static boolean off(String text) {
        return text.equals("off");
    }

    private static long present(OptionalLong value) {
        return value.orElseThrow(IllegalArgumentException::new);
    }

    private static <T> T check(T value, boolean accepted) {
        if (!accepted) {
            throw new IllegalArgumentException();
        }
        return value;
    }
}
