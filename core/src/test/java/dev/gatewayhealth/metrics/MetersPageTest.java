package dev.gatewayhealth.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetersPageTest {

    private static final Path PAGE = Path.of("..", "docs", "meters.md");

    @Test
    void thePageSaysWhatTheMetersSay() throws IOException {
        if (Boolean.getBoolean("docs.update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, MetersPage.text());
        }
        assertThat(PAGE)
                .as("to write it anew: mvn -pl core test -Dtest=MetersPageTest -Ddocs.update=true")
                .content()
                .isEqualTo(MetersPage.text());
    }
}
