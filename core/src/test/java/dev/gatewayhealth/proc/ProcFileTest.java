package dev.gatewayhealth.proc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFileTest {

    @TempDir
    Path proc;

    @Test
    void readsAgainFromTheStartWhatHasChangedMeanwhile() throws IOException {
        Path path = Files.writeString(proc.resolve("limits"), "first");
        try (ProcFile file = new ProcFile(path)) {
            assertThat(text(file)).isEqualTo("first");
            Files.writeString(path, "then something longer");
            assertThat(text(file)).isEqualTo("then something longer");
            Files.writeString(path, "less");
            assertThat(text(file)).isEqualTo("less");
        }
    }

    @Test
    void growsUntilTheWholeFileFits() throws IOException {
        byte[] large = new byte[100_001];
        Arrays.fill(large, (byte) 'x');
        Path path = Files.write(proc.resolve("large"), large);
        try (ProcFile file = new ProcFile(path)) {
            assertThat(text(file)).hasSize(100_001).containsOnlyOnce("x".repeat(100_001));
            byte[] warm = file.bytes();
            assertThat(file.read()).isTrue();
            assertThat(file.bytes()).as("the buffer is used again").isSameAs(warm);
        }
    }

    @Test
    void saysWhyAFileCannotBeReadAndReadsItOnceItIsThere() throws IOException {
        Path path = proc.resolve("later");
        try (ProcFile file = new ProcFile(path)) {
            assertThat(file.read()).isFalse();
            assertThat(file.problem()).contains(path.toString()).contains("No such file");
            assertThat(file.length()).isZero();
            Files.writeString(path, "here");
            assertThat(text(file)).isEqualTo("here");
        }
    }

    @Test
    void aFileThatOpensButCannotBeReadGivesAReason() {
        // A process may open its own memory, but nothing is mapped at address 0.
        Path memory = Path.of("/proc/self/mem");
        try (ProcFile file = new ProcFile(memory)) {
            assertThat(file.read()).isFalse();
            assertThat(file.problem()).startsWith("/proc/self/mem: ");
        }
    }

    @Test
    void readsTheRealProcFileSystem() {
        try (ProcFile file = new ProcFile(Path.of("/proc/self/status"))) {
            assertThat(text(file)).contains("\nPid:\t" + ProcessHandle.current().pid() + "\n");
        }
    }

    private static String text(ProcFile file) {
        assertThat(file.read()).as(() -> String.valueOf(file.problem())).isTrue();
        assertThat(file.problem()).isNull();
        return new String(file.bytes(), 0, file.length(), US_ASCII);
    }
}
