package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Configurations and requests by chance, each through the real nginx and through this reader. One in five hundred of {@code -Dfuzz.count}
 * is tried, from {@code -Dfuzz.seed} on, so that a change is judged by the same ones as the change before it; whoever hunts gives another seed.
 * A difference is printed with its seed and the smallest configuration that still shows it.
 */
class RandomGatewayTest {

    private static final int FEW = 4;

    @TempDir
    Path directory;

    @Test
    void everyRequestGoesTheWayItGoesInNginx() {
        int count = Integer.getInteger("fuzz.count", 2_000) / 500;
        long first = Long.getLong("fuzz.seed", 0);
        int loaded = 0;
        List<String> wrong = new ArrayList<>();
        int[] ports = {RealNginx.freePort(), RealNginx.freePort()};
        try (BesideNginx both = new BesideNginx(directory, new InsideView())) {
            for (long seed = first; seed < first + count && wrong.size() < FEW; seed++) {
                GatewayCase each = RandomGateway.of(seed);
                List<String> differences = both.differences(each, ports);
                loaded += differences == null ? 0 : 1;
                if (differences == null) {
                    // Whether it was right to is another test's question.
                    System.out.println("seed " + seed + " is refused by nginx");
                } else if (!differences.isEmpty()) {
                    System.out.println("seed " + seed + " differs: " + differences.get(0));
                    wrong.add(new Smallest(both, ports).of(each, differences));
                    System.out.println(wrong.get(wrong.size() - 1));
                }
            }
            System.out.printf(
                    "%d random configurations from seed %d, %d loaded by nginx, %d requests, %d unknown%n",
                    count, first, loaded, both.asked(), both.unknown());
        }
        assertThat(String.join("\n\n", wrong)).isEmpty();
        assertThat(loaded).as("loaded by nginx, of %d", count).isGreaterThan(count / 2);
    }
}
