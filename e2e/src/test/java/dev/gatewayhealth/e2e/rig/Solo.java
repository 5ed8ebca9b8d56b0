package dev.gatewayhealth.e2e.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** A service that carries the agent, without any nginx, and whoever reads its report. */
public record Solo(ServiceUnderTest service, ReportClient reports) implements AutoCloseable {

    /** On the newest embedded Tomcat. */
    public static Solo start(Class<?> test, Consumer<ServiceUnderTest.Recipe> change) {
        return start(test, Tomcat.EMBEDDED_11, Places.freePort(), change);
    }

    /** On that Tomcat and port. */
    public static Solo start(Class<?> test, Tomcat tomcat, int port, Consumer<ServiceUnderTest.Recipe> change) {
        int admin = Places.freePort();
        ServiceUnderTest.Recipe recipe =
                new ServiceUnderTest.Recipe(tomcat).agent("admin.port", Integer.toString(admin));
        change.accept(recipe);
        ServiceUnderTest service = recipe.start(Places.work(test.getSimpleName() + "-" + tomcat), port);
        return new Solo(service, ReportClient.of(admin));
    }

    /** Checks that it serves, and that the report has such a finding whose message has these words. */
    public Sighting servesAndReports(String code, String... words) {
        serves();
        Sighting found = reports.await(code, report -> report.finding(code).isPresent());
        assertThat(found.finding(code).orElseThrow().path("message").asText()).contains(words);
        return found;
    }

    public void serves() {
        assertThat(new Client(service.port()).get("/hello").body()).isEqualTo("hello");
    }

    /** The lines that tell; the awaited one may be written a moment after the port opened. */
    public void saysOnce(String... words) {
        Awaitility.await("a line with " + String.join(", ", words)).until(() -> linesWith(words) > 0);
        assertThat(linesWith(words))
                .as("lines with %s", String.join(", ", words))
                .isEqualTo(1);
    }

    private long linesWith(String... words) {
        return service.output().stream()
                .filter(line -> Arrays.stream(words).allMatch(line::contains))
                .count();
    }

    @Override
    public void close() {
        try (reports) {
            service.close();
        }
    }
}
