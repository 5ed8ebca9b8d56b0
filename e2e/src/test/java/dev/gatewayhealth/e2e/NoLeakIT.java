package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.ServiceUnderTest;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Descriptors that come and go without leaking: nobody is told that they will run out. In real time, for as long as {@code e2e.noLeak} says,
 * in seconds; the same with a clock that is wound on, and many more ways, are in {@code TrendTest}.
 */
@Tag("all")
class NoLeakIT {

    private static final int SECONDS = Integer.getInteger("e2e.noLeak", 40);
    private static final int DESCRIPTORS = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void neitherASawtoothNorBurstsNorALeakThatStopsIsForetoldToExhaustTheDescriptors() throws Exception {
        List<Course> courses = new ArrayList<>();
        try {
            for (Pattern pattern : Pattern.values()) {
                courses.add(Course.start(pattern));
            }
            Instant begin = Instant.now();
            for (int second = 0; second < SECONDS; second++) {
                Instant due = begin.plusSeconds(second);
                Awaitility.await("second " + second)
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> !Instant.now().isBefore(due));
                for (Course course : courses) {
                    course.step(second);
                }
            }
            for (Course course : courses) {
                course.wasQuiet();
            }
        } finally {
            courses.forEach(Course::close);
        }
    }

    /** How many files are opened in each second; below zero if all are closed. */
    private enum Pattern {
        SAWTOOTH {
            @Override
            int open(int second) {
                return second % 60 == 59 ? -1 : 6;
            }
        },
        BURSTS {
            @Override
            int open(int second) {
                return switch (second % 30) {
                    case 10 -> 500;
                    case 15 -> -1;
                    default -> 0;
                };
            }
        },
        STOPPED_LEAK {
            @Override
            int open(int second) {
                return second < 60 ? 5 : 0;
            }
        };

        abstract int open(int second);
    }

    /** A service of its own for each, and the most descriptors that its report has shown. */
    private static final class Course implements AutoCloseable {

        private final Pattern pattern;
        private final ServiceUnderTest service;
        private final Client client;
        private final HttpRequest report;
        private double most;

        private Course(Pattern pattern, ServiceUnderTest service, int admin) {
            this.pattern = pattern;
            this.service = service;
            this.client = new Client(service.port());
            this.report = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin + "/gateway-health/report"))
                    .build();
        }

        static Course start(Pattern pattern) {
            int admin = Places.freePort();
            ServiceUnderTest.Recipe recipe = new ServiceUnderTest.Recipe(Tomcat.EMBEDDED_11)
                    .descriptors(DESCRIPTORS)
                    .agent("admin.port", Integer.toString(admin));
            Path work = Places.work("NoLeakIT-" + pattern);
            return new Course(pattern, recipe.start(work, Places.freePort()), admin);
        }

        void step(int second) throws IOException, InterruptedException {
            int files = pattern.open(second);
            if (files != 0) {
                String target = files < 0 ? "/leak/close" : "/leak?files=" + files;
                assertThat(client.get(target).status()).isEqualTo(200);
            }
            if (second % 2 == 0) {
                for (JsonNode resource : report().path("resources")) {
                    if (resource.path("name").asText().equals("file-descriptors")) {
                        most = Math.max(most, resource.path("used").asDouble());
                    }
                }
            }
        }

        void wasQuiet() {
            assertThat(most).as("most descriptors, %s", pattern).isGreaterThan(200);
            assertThat(service.output())
                    .as(pattern.name())
                    .noneMatch(line ->
                            line.contains("[gateway-health] WARN") || line.contains("[gateway-health] CRITICAL"));
        }

        private JsonNode report() throws IOException, InterruptedException {
            return JSON.readTree(
                    HTTP.send(report, HttpResponse.BodyHandlers.ofString()).body());
        }

        @Override
        public void close() {
            service.close();
        }
    }
}
