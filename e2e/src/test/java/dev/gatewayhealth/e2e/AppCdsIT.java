package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.ServiceUnderTest;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A service that starts from an archive of its own classes (AppCDS, JEP 350) goes on doing so with the agent. */
@Tag("all")
class AppCdsIT {

    private static final Path WORK = Places.work("AppCdsIT");
    private static final Path ARCHIVE = WORK.resolve("service.jsa");

    @Test
    void whatIsArchivedIsTakenFromTheArchiveAllTheSameAndNobodyIsWarned() throws IOException {
        run("archived", new ServiceUnderTest.Recipe(AppCdsIT::launch).agents(0), "-XX:ArchiveClassesAtExit=");
        assertThat(ARCHIVE).isNotEmptyFile();

        Run without = run("without", new ServiceUnderTest.Recipe(AppCdsIT::launch).agents(0), "-XX:SharedArchiveFile=");
        Run with = run("with", new ServiceUnderTest.Recipe(AppCdsIT::launch), "-XX:SharedArchiveFile=");

        assertThat(without.archived()).as("of Tomcat's classes").isGreaterThan(300);
        assertThat(with.archived())
                .as("all but the ten or so that are woven")
                .isBetween(without.archived() - 20, without.archived() + 20);
        assertThat(with.output()).noneMatch(line -> line.contains("warning") || line.contains("Sharing"));
    }

    /** An archive is made of jars only. */
    private static List<String> launch(Path work, int port, int threads) {
        Path classes = Places.built("classes");
        Path app = WORK.resolve("app.jar");
        if (!Files.exists(app)) {
            ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
            assertThat(jar.run(System.out, System.err, "cf", app.toString(), "-C", classes.toString(), "."))
                    .isZero();
        }
        return Tomcat.EMBEDDED_11.launch(work, port, threads).stream()
                .map(each -> each.replace(classes.toString(), app.toString()))
                .toList();
    }

    private static Run run(String name, ServiceUnderTest.Recipe recipe, String archive) throws IOException {
        Path log = WORK.resolve(name + ".log");
        recipe.jvm(archive + ARCHIVE).jvm("-Xlog:class+load:file=" + log + ":none:filecount=0");
        ServiceUnderTest service = recipe.start(WORK, Places.freePort());
        try {
            assertThat(new Client(service.port()).get("/hello").body()).isEqualTo("hello");
        } finally {
            // The archive is written as the JVM ends.
            assertThat(service.stop()).isTrue();
        }
        long archived = Files.readAllLines(log).stream()
                .filter(line -> line.startsWith("org.apache.") && line.contains("source: shared objects file"))
                .count();
        return new Run(archived, service.output());
    }

    /** How many of Tomcat's classes came from the archive, and what was said. */
    private record Run(long archived, List<String> output) {}
}
