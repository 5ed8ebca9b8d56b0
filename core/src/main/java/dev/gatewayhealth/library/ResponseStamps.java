package dev.gatewayhealth.library;

import dev.gatewayhealth.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What responses are stamped with, so that one without is provably not of this service: who made them, and how long that took. Nothing
 * unless the settings say so.
 *
 * @param instance {@code host:pid}; null if responses are not to say it
 * @param timing whether they say how long they took ({@code Server-Timing}, W3C Server Timing section 3)
 */
public record ResponseStamps(@Nullable String instance, boolean timing) {

    /** The header field that says who made the response. */
    public static final String INSTANCE = "X-Gateway-Health-Instance";
    /** The header field that says how long it took. */
    public static final String TIMING = "Server-Timing";

    private static final long TENTH_OF_A_MILLISECOND = 100_000;

    /**
     * {@return the stamps that are wanted; null if none is}
     *
     * @param settings what the operator set, every key with its default
     */
    public static @Nullable ResponseStamps of(Settings settings) {
        return settings.stampInstance() || settings.stampTiming()
                ? new ResponseStamps(settings.stampInstance() ? itself() : null, settings.stampTiming())
                : null;
    }

    /**
     * {@return what {@link #TIMING} says of that many nanoseconds, in milliseconds with one decimal}
     *
     * @param nanos how long the response took
     */
    public static String took(long nanos) {
        long tenths = Math.max(0, nanos) / TENTH_OF_A_MILLISECOND;
        return "app;dur=" + tenths / 10 + "." + tenths % 10;
    }

    private static String itself() {
        return host() + ":" + ProcessHandle.current().pid();
    }

    /** As the kernel has it; no name service is asked. */
    private static String host() {
        try {
            String name = Files.readString(Path.of("/proc/sys/kernel/hostname"), StandardCharsets.US_ASCII)
                    .strip();
            return name.isEmpty() || !plain(name) ? "unknown" : name;
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** Whether it can stand in a header (RFC 9110 section 5.5, without what would have to be quoted). */
    private static boolean plain(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) <= ' ' || name.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
