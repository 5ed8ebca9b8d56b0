package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.app.EarlyAgent;
import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.Sighting;
import dev.gatewayhealth.e2e.rig.Solo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;

/** A class of the server that could not be woven is a visible notice, not silence. */
class NotWovenIT {

    @Test
    void isNoticedWhereAnotherAgentHadLoadedAClassOfTheServerBefore() throws Exception {
        Path other = earlyAgent(Places.work("NotWovenIT").resolve("early.jar"));
        String type = "org.apache.coyote.http11.Http11OutputBuffer";

        try (Solo solo = Solo.start(NotWovenIT.class, recipe -> recipe.jvm("-javaagent:" + other + "=" + type))) {
            Sighting report = solo.servesAndReports("not-woven", "points of Tomcat", "Http11OutputBuffer");
            JsonNode notice = report.finding("not-woven").orElseThrow();
            assertThat(notice.path("severity").asText()).isEqualTo("notice");
            assertThat(notice.path("evidence").path("points").fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("Http11OutputBuffer.commit", "Http11OutputBuffer.end");
            assertThat(report.status()).isEqualTo("UP");
            assertThat(report.report().path("hooks").findValuesAsText("state")).contains("live");
        }
    }

    private static Path earlyAgent(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", EarlyAgent.class.getName());
        String entry = EarlyAgent.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream in = EarlyAgent.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
        }
        return jar;
    }
}
