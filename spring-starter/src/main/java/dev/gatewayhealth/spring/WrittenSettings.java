package dev.gatewayhealth.spring;

import dev.gatewayhealth.contract.Sourced;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.Environment;

/** What is written in Spring's environment for one of its own names, by whichever spelling, and where it stands. */
record WrittenSettings(Environment environment) implements Function<String, @Nullable Sourced<String>> {

    @Override
    public @Nullable Sourced<String> apply(String name) {
        if (!name.startsWith("spring.")) {
            return null;
        }
        ConfigurationPropertyName its = ConfigurationPropertyName.of(name);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty property = source.getConfigurationProperty(its);
            if (property != null) {
                String text = environment.resolvePlaceholders(String.valueOf(property.getValue()));
                return new Sourced<>(text, name + " in " + place(property.getOrigin()));
            }
        }
        return null;
    }

    /** File and line, where a file it is; else by Spring's name for the source. */
    private static String place(@Nullable Origin origin) {
        if (!(origin instanceof PropertySourceOrigin its) || its.getOrigin() != null) {
            return origin == null ? "Spring's environment" : origin.toString();
        }
        return switch (its.getPropertySource().getName()) {
            case "systemProperties" -> "the system properties";
            case "commandLineArgs" -> "the command line";
            default -> its.getPropertySource().getName();
        };
    }
}
