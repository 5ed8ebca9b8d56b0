package dev.gatewayhealth.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewayhealth.settings.InvalidSettingsException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

class InvalidSettingsFailureAnalyzerTest {

    @Test
    void itSaysWhereEachWasWrittenAndWhatIsAcceptedThere() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addLast(source("gateway-health.warn-at", "lots", 4));
        environment.getPropertySources().addLast(source("gateway-health.proxy_reed_timeout", "5s", 6));

        FailureAnalysis analysis = analysed(environment);

        assertThat(analysis.getDescription())
                .contains("warn-at=lots (Spring configuration, class path resource [application.yaml] - 5:1)")
                .contains("(Spring configuration, class path resource [application.yaml] - 7:1)");
        assertThat(analysis.getAction())
                .contains("warn-at: a share above 0 and at most 1, such as `0.8`")
                .contains("proxy_read_timeout");
    }

    @Test
    void aSecretIsNotShown() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addLast(source("gateway-health.admin.token", "pass word", 0));

        assertThat(analysed(environment).getDescription())
                .contains("admin.token=***")
                .doesNotContain("pass word");
    }

    private static FailureAnalysis analysed(StandardEnvironment environment) {
        InvalidSettingsException failure = catchThrowableOfType(
                InvalidSettingsException.class,
                () -> SpringSettings.read(environment).orThrow());
        return new InvalidSettingsFailureAnalyzer(environment)
                .analyze(new IllegalStateException("no context", failure));
    }

    private static OriginTrackedMapPropertySource source(String key, String value, int line) {
        TextResourceOrigin origin = new TextResourceOrigin(
                new ClassPathResource("application.yaml"), new TextResourceOrigin.Location(line, 0));
        return new OriginTrackedMapPropertySource(key, Map.of(key, OriginTrackedValue.of(value, origin)));
    }
}
