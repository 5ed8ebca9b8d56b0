package dev.gatewayhealth.audit;

import dev.gatewayhealth.audit.ListenerLimits.ApplicationTimeout;
import dev.gatewayhealth.contract.Sourced;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The timeouts of an application that are set somewhere: for the whole JVM in system properties and the environment, and wherever else
 * the application tells of. What it sets in its code stays unknown.
 */
public final class ApplicationTimeouts {

    private ApplicationTimeouts() {}

    /**
     * {@return the well-known timeouts that are set there, in a fixed order}
     *
     * @param settings from the name of a setting to its text and where that was written, null where it is not set
     */
    public static List<ApplicationTimeout> of(Function<String, @Nullable Sourced<String>> settings) {
        List<ApplicationTimeout> timeouts = new ArrayList<>();
        for (String name : KnownTimeouts.names()) {
            Sourced<String> set = settings.apply(name);
            String text = set == null ? null : set.value();
            Long millis = text == null ? null : millis(text.strip(), KnownTimeouts.unit(name));
            if (set != null && millis != null && (millis >= 0 || KnownTimeouts.foreverBelowZero(name))) {
                Duration time = millis <= 0 ? ListenerLimits.NEVER : Duration.ofMillis(millis);
                timeouts.add(new ApplicationTimeout(name, new Sourced<>(time, set.source())));
            }
        }
        return timeouts;
    }

    /**
     * What applications tell, of two values of one name the longer, and what else holds for the JVM: an application that names a timeout
     * has looked at the JVM's too.
     */
    static List<ApplicationTimeout> merged(List<ApplicationTimeout> told, List<ApplicationTimeout> everywhere) {
        List<ApplicationTimeout> all = new ArrayList<>();
        for (ApplicationTimeout each : told) {
            int known = find(each.name(), all);
            if (known < 0) {
                all.add(each);
            } else if (longer(each, all.get(known))) {
                all.set(known, each);
            }
        }
        for (ApplicationTimeout each : everywhere) {
            if (find(each.name(), told) < 0) {
                all.add(each);
            }
        }
        return all;
    }

    private static int find(String name, List<ApplicationTimeout> timeouts) {
        for (int i = 0; i < timeouts.size(); i++) {
            if (timeouts.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean longer(ApplicationTimeout one, ApplicationTimeout other) {
        Duration its = one.timeout().value();
        Duration others = other.timeout().value();
        return its != null && (others == null || its.compareTo(others) > 0);
    }

    /** As Spring reads a duration: a number with or without a unit, or ISO-8601; null where it is neither. */
    private static @Nullable Long millis(String text, String unit) {
        int digits = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int sign = digits;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        try {
            if (digits == sign) {
                return text.toUpperCase(Locale.ROOT).startsWith("P", sign)
                        ? Duration.parse(text).toMillis()
                        : null;
            }
            Long factor = factor(digits == text.length() ? unit : text.substring(digits));
            return factor == null ? null : Math.multiplyExact(Long.parseLong(text.substring(0, digits)), factor);
        } catch (NumberFormatException | DateTimeParseException | ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable Long factor(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "ms" -> 1L;
            case "s" -> 1_000L;
            case "m" -> 60_000L;
            case "h" -> 3_600_000L;
            case "d" -> 86_400_000L;
            default -> null;
        };
    }
}
