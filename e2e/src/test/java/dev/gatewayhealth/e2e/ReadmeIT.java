package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README shows is what the demo prints. */
final class ReadmeIT {

    private static final Pattern BLOCK = Pattern.compile("```console\n\\$ bin/demo\n(.*?)```", Pattern.DOTALL);

    /** All but status codes: durations, ports and counts differ from run to run. */
    private static final Pattern NUMBER = Pattern.compile("\\b(?!(?:200|504)\\b)\\d+(?:\\.\\d+)?");

    /** What the JDK calls of its own differs from one JDK to the next. */
    private static final Pattern FRAME_OF_THE_JDK = Pattern.compile(" *at java\\..*");

    @Test
    void showsTheRealOutputOfTheDemo() throws IOException {
        Program.Result demo = Program.script("bin/demo", "--built");

        assertThat(demo.exitCode()).as(demo.output()).isZero();
        assertThat(normal(demo.output())).isEqualTo(normal(shown()));
    }

    private static String shown() throws IOException {
        return BLOCK.matcher(Files.readString(Places.repository("README.md")))
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> normal(String output) {
        return Stream.of(output.split("\n"))
                .filter(line -> !FRAME_OF_THE_JDK.matcher(line).matches())
                .map(line -> NUMBER.matcher(line)
                        .replaceAll("#")
                        .replaceAll(" +", " ")
                        .stripTrailing())
                .toList();
    }
}
