package dev.gatewayhealth.audit;

import dev.gatewayhealth.contract.Sourced;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is set where everybody in the JVM can read it: system properties, and the environment by Spring Boot's spelling. */
record JvmSettings(Properties system, Map<String, String> environment)
        implements Function<String, @Nullable Sourced<String>> {

    @Override
    public @Nullable Sourced<String> apply(String name) {
        String property = system.getProperty(name);
        if (property != null) {
            return new Sourced<>(property, "system property " + name);
        }
        String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", "");
        String value = environment.get(variable);
        return value == null ? null : new Sourced<>(value, "environment " + variable);
    }
}
