package dev.gatewayhealth.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/** Leaves modules of Spring Boot out, as if they were not on the class path: those whose names begin as {@code test.absent} says. */
final class Absence implements AutoConfigurationImportFilter, EnvironmentAware {

    private List<String> absent = List.of();

    @Override
    public void setEnvironment(Environment environment) {
        absent = List.of(environment.getProperty("test.absent", String[].class, new String[0]));
    }

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        boolean[] kept = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            String name = classes[i];
            kept[i] = name != null && absent.stream().noneMatch(name::startsWith);
        }
        return kept;
    }
}
