package dev.gatewayhealth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** One monitor a JVM, whatever number of applications bring the library. */
final class OneMonitorIT {

    private static final FilteredTomcat.Servlet HELLO =
            (request, response) -> response.getWriter().print("hello");

    @Test
    void applicationsThatShareTheClassesShareTheMonitor() {
        try (FilteredTomcat one = FilteredTomcat.with("/hello", HELLO).start();
                FilteredTomcat other = FilteredTomcat.with("/hello", HELLO).start()) {
            one.get("/hello");
            other.get("/hello");

            assertThat(one.settled(2).path("started").asLong()).isEqualTo(2);
            assertThat(watchdogs()).isOne();
        }
        Awaitility.await("no watchdog").until(() -> watchdogs() == 0);
    }

    @Test
    void ofTwoCopiesTheSecondLetsRequestsPassUntilTheFirstHasStopped() throws Exception {
        try (URLClassLoader another = anotherCopy()) {
            FilteredTomcat.Recipe second = FilteredTomcat.with("/hello", HELLO).library(another);
            FilteredTomcat first = FilteredTomcat.with("/hello", HELLO).start();
            try (FilteredTomcat other = second.start()) {
                try (first) {
                    assertThat(first.get("/gateway-health").statusCode()).isEqualTo(200);
                    assertThat(other.get("/hello").body()).isEqualTo("hello");
                    assertThat(other.get("/gateway-health").statusCode()).isEqualTo(404);
                    assertThat(watchdogs()).isOne();
                }

                assertThat(other.get("/hello").body()).isEqualTo("hello");
                assertThat(other.get("/gateway-health").statusCode()).isEqualTo(200);
                assertThat(other.settled(1).path("started").asLong()).isOne();
            }
        }
        Awaitility.await("no watchdog").until(() -> watchdogs() == 0);
        assertThat(System.getProperty("dev.gatewayhealth.monitor")).isNull();
    }

    @Test
    void switchedOffItIsNotThere() {
        try (FilteredTomcat tomcat =
                FilteredTomcat.with("/hello", HELLO).setting("enabled", "false").start()) {
            assertThat(tomcat.get("/hello").body()).isEqualTo("hello");
            assertThat(tomcat.get("/gateway-health").statusCode()).isEqualTo(404);
            assertThat(watchdogs()).isZero();
        }
    }

    @Test
    void aBadSettingStopsNothingAndStandsInTheReport() {
        try (FilteredTomcat tomcat =
                FilteredTomcat.with("/hello", HELLO).setting("warn-at", "lots").start()) {
            assertThat(tomcat.get("/hello").body()).isEqualTo("hello");
            tomcat.await("settings-invalid", report -> FilteredTomcat.finds(report, "settings-invalid"));
        }
    }

    private static long watchdogs() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("gateway-health-watchdog"))
                .count();
    }

    /** As a second web application has it: the same classes, defined again by a loader of its own. */
    private static URLClassLoader anotherCopy() throws Exception {
        URL[] places = {place(GatewayHealthFilter.class), place(dev.gatewayhealth.Monitor.class)};
        return new URLClassLoader(places, new WithoutOurs(OneMonitorIT.class.getClassLoader()));
    }

    private static URL place(Class<?> type) throws IOException {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return Path.of(source.getLocation().getPath()).toUri().toURL();
    }

    /** Everything of the class path but the library. */
    private static final class WithoutOurs extends ClassLoader {

        WithoutOurs(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("dev.gatewayhealth.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            return name.startsWith("dev/gatewayhealth/") ? null : super.getResourceAsStream(name);
        }
    }
}
