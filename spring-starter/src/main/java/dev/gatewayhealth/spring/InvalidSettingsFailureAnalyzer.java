package dev.gatewayhealth.spring;

import dev.gatewayhealth.settings.InvalidSettingsException;
import dev.gatewayhealth.settings.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says of settings that ended the start where each was written and what is accepted there, in place of a stack trace. */
final class InvalidSettingsFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSettingsException> {

    private final @Nullable Environment environment;

    InvalidSettingsFailureAnalyzer(@Nullable Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettingsException cause) {
        StringBuilder wrong = new StringBuilder("These settings of Gateway Health cannot be used:\n");
        StringBuilder right = new StringBuilder("Correct or remove them. Accepted is\n");
        for (Problem problem : cause.problems()) {
            wrong.append("\n    ")
                    .append(written(problem))
                    .append(" (")
                    .append(from(problem))
                    .append(')');
            right.append("\n    ").append(problem.key()).append(": ").append(problem.accepted());
        }
        return new FailureAnalysis(wrong.toString(), right.toString(), cause);
    }

    private static String written(Problem problem) {
        return problem.value().isEmpty() ? problem.key() : problem.key() + "=" + problem.value();
    }

    /** File and line, where Spring knows them. */
    private String from(Problem problem) {
        ConfigurationProperty property = environment == null ? null : property(environment, problem.key());
        return property == null
                        || property.getOrigin() == null
                        || !problem.from().startsWith("Spring")
                ? problem.from()
                : problem.from() + ", " + property.getOrigin();
    }

    private static @Nullable ConfigurationProperty property(Environment environment, String key) {
        ConfigurationPropertyName name = ConfigurationPropertyName.adapt("gateway-health." + key, '.');
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty property = source.getConfigurationProperty(name);
            if (property != null) {
                return property;
            }
        }
        return null;
    }
}
