package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Client;
import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.Program;
import dev.gatewayhealth.e2e.rig.ServiceUnderTest;
import dev.gatewayhealth.e2e.rig.Sighting;
import dev.gatewayhealth.e2e.rig.Solo;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings and files that are wrong: the service starts and serves all the same, and one line says what and where. */
final class BadInputIT {

    @Test
    void aMissingConfigurationIsNamed() {
        try (Solo solo = Solo.start(BadInputIT.class, service -> service.agent("nginx.conf", "/nowhere/nginx.conf"))) {
            solo.servesAndReports("contract-unreadable", "/nowhere/nginx.conf");
            solo.saysOnce("/nowhere/nginx.conf");
        }
    }

    @Test
    void anUnreadableConfigurationIsNamed() {
        Path directory = Places.work("nginx.conf");
        try (Solo solo = Solo.start(BadInputIT.class, service -> service.agent("nginx.conf", directory.toString()))) {
            solo.servesAndReports("contract-unreadable", directory.toString());
            solo.saysOnce(directory.toString());
        }
    }

    @Test
    void aBrokenConfigurationIsNamedWithItsLine() throws IOException {
        Path broken =
                Files.writeString(Places.work("broken").resolve("nginx.conf"), "http {\n  server {\n    listen 80\n");
        try (Solo solo = Solo.start(BadInputIT.class, service -> service.agent("nginx.conf", broken.toString()))) {
            solo.servesAndReports("contract-unreadable", "nginx.conf:");
            solo.saysOnce("nginx.conf:");
        }
    }

    @Test
    void anUnknownKeyIsNamed() {
        try (Solo solo = Solo.start(BadInputIT.class, service -> service.agent("proxy-reed-timeout", "5s"))) {
            solo.servesAndReports("settings-invalid", "proxy-reed-timeout");
            solo.saysOnce("proxy-reed-timeout");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"warn-at=lots", "proxy_read_timeout=soon", "proxy_buffer_size=4 elephants", "down-after=0"})
    void aBadValueIsNamedWithWhatIsAccepted(String setting) {
        String key = setting.substring(0, setting.indexOf('='));
        String value = setting.substring(setting.indexOf('=') + 1);
        try (Solo solo = Solo.start(BadInputIT.class, service -> service.agent(key, value))) {
            solo.servesAndReports("settings-invalid", key, value);
            solo.saysOnce(key, value);
        }
    }

    @Test
    void aTakenAdminPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            try (Solo solo = Solo.start(BadInputIT.class, service -> service.agent("admin.port", port))) {
                solo.serves();
                solo.saysOnce("admin.port", port);
                Client client = new Client(solo.service().port());
                Awaitility.await("settings-invalid on the service's own port")
                        .until(() -> client.get("/gateway-health").body().contains("settings-invalid"));
            }
        }
    }

    @Test
    void attachedTwiceItCountsOnce() {
        try (Solo solo = Solo.start(BadInputIT.class, service -> service.agents(2))) {
            solo.serves();
            solo.serves();
            solo.serves();
            Sighting counted = solo.reports().await("three answered", report -> report.count("answered") >= 3);
            assertThat(counted.count("started")).isEqualTo(3);
            assertThat(counted.count("answered")).isEqualTo(3);
            assertThat(counted.finding("settings-invalid")
                            .orElseThrow()
                            .path("message")
                            .asText())
                    .contains("-javaagent is given twice");
            solo.saysOnce("-javaagent is given twice");
        }
    }

    @Test
    void withoutProcItServesAndSaysWhatCannotBeKnown() {
        try (Solo solo = Solo.start(BadInputIT.class, ServiceUnderTest.Recipe::withoutProc)) {
            solo.serves();
            Sighting report = solo.reports().await("one answered", seen -> seen.count("answered") == 1);
            assertThat(report.resource("file-descriptors")
                            .orElseThrow()
                            .path("absent")
                            .asText())
                    .isNotEmpty();
            assertThat(solo.service().output()).noneMatch(line -> line.contains("Exception"));
        }
    }

    /** What an older JVM sees of the agent: it must be able to load it, and then it is told. */
    @Test
    void onAnOlderJavaItLoadsSaysWhichOneItNeedsAndDoesNothing() throws Exception {
        try (JarFile jar = new JarFile(Places.agent().toFile())) {
            List<JarEntry> seen = jar.stream()
                    .filter(entry -> entry.getName().startsWith("dev/gatewayhealth/agent/"))
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .toList();
            assertThat(seen).isNotEmpty();
            for (JarEntry entry : seen) {
                assertThat(classFileVersion(jar, entry)).as(entry.getName()).isEqualTo(52);
            }
        }
        assertThat(refusalOn("11"))
                .asString()
                .contains("needs Java 17", "this is Java 11", "the service runs without it");
        assertThat(refusalOn("1.8")).asString().contains("this is Java 1.8");
        assertThat(refusalOn("17")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"javac -version", "java -version"})
    void aToolOfTheJdkPrintsWhatItAlwaysDoes(String command) {
        Program.Result carrying = Program.jdk(command, toolOptions());

        assertThat(carrying.exitCode()).isZero();
        assertThat(linesOf(carrying)).isEqualTo(linesOf(Program.jdk(command, "")));
    }

    @Test
    void jcmdListsProcessesAndNothingElse() {
        Program.Result carrying = Program.jdk("jcmd -l", toolOptions());

        assertThat(carrying.exitCode()).isZero();
        assertThat(linesOf(carrying)).isNotEmpty().allMatch(line -> line.matches("\\d+ .*"));
    }

    private static int classFileVersion(JarFile jar, JarEntry entry) throws IOException {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
            in.skipBytes(6);
            return in.readUnsignedShort();
        }
    }

    private static @Nullable Object refusalOn(String version) throws Exception {
        URL[] jar = {Places.agent().toUri().toURL()};
        try (URLClassLoader agent = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader())) {
            Method refusal = agent.loadClass("dev.gatewayhealth.agent.Host").getDeclaredMethod("refusal", String.class);
            refusal.setAccessible(true);
            return refusal.invoke(null, version);
        }
    }

    private static String toolOptions() {
        return "-javaagent:" + Places.agent() + "=admin.port=" + Places.freePort();
    }

    /** Without the JVM's own remark about the options. */
    private static List<String> linesOf(Program.Result result) {
        return result.output()
                .lines()
                .filter(line -> !line.startsWith("Picked up "))
                .toList();
    }
}
