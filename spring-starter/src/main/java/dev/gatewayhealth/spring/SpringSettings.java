package dev.gatewayhealth.spring;

import dev.gatewayhealth.settings.Key;
import dev.gatewayhealth.settings.Keys;
import dev.gatewayhealth.settings.Settings;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * What stands beneath {@code gateway-health} in Spring's environment, as text, so that times and sizes are read by nginx's grammar as
 * everywhere else: Spring's own would take a bare number for milliseconds.
 */
final class SpringSettings {

    private static final String PREFIX = "gateway-health";

    private SpringSettings() {}

    static Settings.Outcome read(Environment environment) {
        Map<String, String> bound = Binder.get(environment)
                .bind(PREFIX, Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
        Map<String, String> values = new TreeMap<>();
        new TreeMap<>(bound).forEach((name, value) -> {
            String key = withoutIndex(name);
            values.merge(key, unquoted(key, value), (one, next) -> one + "," + next);
        });
        return Settings.readBeneath(System.getProperties(), System.getenv(), values);
    }

    /** A list arrives as one property for each element, {@code down-on.0} and so on. */
    private static String withoutIndex(String name) {
        int dot = name.lastIndexOf('.');
        boolean indexed = dot > 0 && name.chars().skip(dot + 1L).allMatch(c -> c >= '0' && c <= '9');
        return indexed ? name.substring(0, dot) : name;
    }

    /** YAML reads an unquoted {@code off} as a boolean. */
    private static String unquoted(String name, String value) {
        return value.equals("false") && acceptsOff(name) ? "off" : value;
    }

    private static boolean acceptsOff(String name) {
        for (Key<?> key : Keys.all()) {
            if (key.kebab().equals(name)) {
                return key.accepted().contains("`off`");
            }
        }
        return false;
    }
}
