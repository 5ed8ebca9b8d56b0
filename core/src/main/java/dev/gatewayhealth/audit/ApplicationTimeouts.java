package dev.gatewayhealth.audit;

import dev.gatewayhealth.contract.Sourced;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Timeouts of the application that are set where everybody in the JVM can read them: system properties and the environment. What an
 * application sets in its own files stays unknown.
 */
final class ApplicationTimeouts {

    /** Name and unit of a bare number. Spring Boot's, Hikari's and the JDK's. */
    private static final String[][] NAMES = {
        {"spring.mvc.async.request-timeout", "ms"},
        {"spring.transaction.default-timeout", "s"},
        {"spring.jdbc.template.query-timeout", "s"},
        {"spring.datasource.hikari.connection-timeout", "ms"},
        {"spring.http.client.read-timeout", "ms"},
        {"spring.http.clients.read-timeout", "ms"},
        {"sun.net.client.defaultReadTimeout", "ms"},
    };

    private ApplicationTimeouts() {}

    /** Those that are set. */
    static List<ListenerLimits.ApplicationTimeout> of(Properties system, Map<String, String> environment) {
        List<ListenerLimits.ApplicationTimeout> timeouts = new ArrayList<>();
        for (String[] each : NAMES) {
            String name = each[0];
            String property = system.getProperty(name);
            String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", "");
            String text = property == null ? environment.get(variable) : property;
            Long millis = text == null ? null : millis(text.strip(), each[1]);
            if (millis != null) {
                String source = property == null ? "environment " + variable : "system property " + name;
                Duration time = millis <= 0 ? ListenerLimits.NEVER : Duration.ofMillis(millis);
                timeouts.add(new ListenerLimits.ApplicationTimeout(name, new Sourced<>(time, source)));
            }
        }
        return timeouts;
    }

    /** As Spring reads a duration: a number with or without a unit, or ISO-8601; null where it is neither. */
    private static @Nullable Long millis(String text, String unit) {
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        try {
            if (digits == 0) {
                return text.startsWith("P") || text.startsWith("p")
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
        return switch (unit) {
            case "ms" -> 1L;
            case "s" -> 1_000L;
            case "m" -> 60_000L;
            case "h" -> 3_600_000L;
            case "d" -> 86_400_000L;
            default -> null;
        };
    }
}
