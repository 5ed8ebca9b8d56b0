package dev.gatewayhealth.benchmarks.anchors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** 32 clients that call {@code /hello} over kept connections, by wrk, for some seconds. */
final class Load {

    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Pattern FAILURES = Pattern.compile("Non-2xx or 3xx responses: (\\d+)|Socket errors: .*");

    private Load() {}

    /** How many were answered. */
    static long run(int port, int seconds) throws IOException {
        Process wrk = new ProcessBuilder(
                        "wrk", "-t1", "-c32", "-d" + seconds + "s", "http://127.0.0.1:" + port + "/hello")
                .redirectErrorStream(true)
                .start();
        String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher requests = REQUESTS.matcher(said);
        if (!requests.find() || FAILURES.matcher(said).find()) {
            throw new IOException("Not every call was answered: " + said);
        }
        return Long.parseLong(requests.group(1));
    }
}
