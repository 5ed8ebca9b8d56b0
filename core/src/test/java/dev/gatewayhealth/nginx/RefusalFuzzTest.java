package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Configurations shuffled line by line and word by word, each also given to {@code nginx -t}: what nginx loads is not refused here. One in
 * forty of {@code -Dfuzz.count} is tried, because each starts a process.
 */
class RefusalFuzzTest {

    @TempDir
    Path directory;

    @Test
    void whatNginxLoadsIsNotRefused() {
        List<GatewayCase> cases = new ArrayList<>(GatewayCase.in("gateway"));
        cases.addAll(GatewayCase.in("gateway-refused"));
        List<String> lines = new ArrayList<>();
        cases.forEach(each ->
                each.text().lines().filter(line -> !line.startsWith("#")).forEach(lines::add));
        int count = Integer.getInteger("fuzz.count", 2_000) / 40;
        int first = Integer.getInteger("fuzz.seed", 0);
        // nginx binds them even to test a configuration.
        Map<String, String> words = Map.of(
                "PORT1",
                RealNginx.freePort() + "",
                "PORT2",
                RealNginx.freePort() + "",
                "APP1",
                "18082",
                "APP2",
                "18083",
                "DIR",
                directory.toString());
        int loaded = 0;
        List<String> wrong = new ArrayList<>();
        for (int seed = first; seed < first + count; seed++) {
            Random random = new Random(seed);
            GatewayCase sound = cases.get(random.nextInt(cases.size()));
            String text = shuffled(sound.text(), lines, random);
            new GatewayCase(sound.name(), text).write(directory, words);
            if (RealNginx.refusal(directory).isEmpty()) {
                loaded++;
                List<Problem> here = problems();
                if (!here.isEmpty()) {
                    wrong.add(seed + " " + here.get(0) + "\n" + text);
                }
            }
        }
        assertThat(String.join("\n", wrong)).isEmpty();
        assertThat(loaded).as("loaded by nginx, of %d", count).isGreaterThan(count / 20);
    }

    private List<Problem> problems() {
        NginxConf tree = NginxConf.read(directory.resolve("nginx.conf"), null);
        Problem refusal = tree.refusal();
        return refusal != null
                ? List.of(refusal)
                : HttpConf.of(tree.directives(), Version.of("1.22.1"))
                        .refusals()
                        .all();
    }

    private static String shuffled(String sound, List<String> others, Random random) {
        List<String> lines = new ArrayList<>(sound.lines().toList());
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(lines.size());
            String other = others.get(random.nextInt(others.size()));
            switch (random.nextInt(5)) {
                case 0 -> lines.add(at, lines.get(random.nextInt(lines.size())));
                case 1 -> lines.add(at, other);
                case 2 -> lines.set(at, otherWord(lines.get(at), other, random));
                case 3 -> lines.set(at, otherWord(lines.get(at), lines.get(random.nextInt(lines.size())), random));
                default -> lines.set(at, withoutOne(lines.get(at), random));
            }
        }
        return String.join("\n", lines);
    }

    private static String otherWord(String line, String other, Random random) {
        String[] words = line.split(" ", -1);
        String[] theirs = other.trim().split(" ", -1);
        words[random.nextInt(words.length)] = theirs[random.nextInt(theirs.length)];
        return String.join(" ", words);
    }

    private static String withoutOne(String line, Random random) {
        List<String> words = new ArrayList<>(Arrays.asList(line.split(" ", -1)));
        words.remove(random.nextInt(words.size()));
        return String.join(" ", words);
    }
}
