package dev.gatewayhealth.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "findings.md");

    @Test
    void thePageSaysWhatTheCodesSay() throws IOException {
        if (Boolean.getBoolean("docs.update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, FindingsPage.text());
        }
        assertThat(PAGE)
                .as("to write it anew: mvn -pl core test -Dtest=FindingsPageTest -Ddocs.update=true")
                .content()
                .isEqualTo(FindingsPage.text());
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void everyCodeSaysWhatItTakesAndWhatToDo(Code code) {
        Meaning meaning = code.meaning();

        assertThat(meaning.trigger()).endsWith(".").doesNotContain("\n");
        assertThat(meaning.answer()).endsWith(".").doesNotContain("\n");
        assertThat(meaning.nginx()).endsWith(".").doesNotContain("\n");
        assertThat(meaning.service()).endsWith(".").doesNotContain("\n");
    }
}
