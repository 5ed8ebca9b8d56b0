package dev.gatewayhealth.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "metrics.md");

    @Test
    void thePageSaysWhatTheMetersSay() throws IOException {
        if (Boolean.getBoolean("docs.update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, MetricsPage.text());
        }
        assertThat(PAGE)
                .as("to write it anew: mvn -pl core test -Dtest=MetricsPageTest -Ddocs.update=true")
                .content()
                .isEqualTo(MetricsPage.text());
    }
}
