package dev.gatewayhealth.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    Path directory;

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void nothingSetGivesTheDefaultsOfTheDesign() {
        Settings settings = read(null).orThrow();

        assertThat(settings.enabled()).isTrue();
        assertThat(settings.path()).isEqualTo("/gateway-health");
        assertThat(settings.nginxConf()).isEqualTo(Path.of("/etc/nginx/nginx.conf"));
        assertThat(settings.nginxMapPrefix()).isNull();
        assertThat(settings.nginxErrorLog()).isNull();
        assertThat(settings.nginxVersion()).isNull();
        assertThat(settings.proxyReadTimeout()).isNull();
        assertThat(settings.proxySendTimeout()).isNull();
        assertThat(settings.proxyConnectTimeout()).isNull();
        assertThat(settings.proxyBufferSize()).isNull();
        assertThat(settings.clientMaxBodySize()).isNull();
        assertThat(settings.keepaliveTimeout()).isNull();
        assertThat(settings.trustLimitHeaders()).isFalse();
        assertThat(settings.warnAt()).isEqualTo(0.8);
        assertThat(settings.horizon()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.downOn()).containsExactlyInAnyOrder("file-descriptors", "deadlock", "listener");
        assertThat(settings.downAfter()).isEqualTo(3);
        assertThat(settings.upAfter()).isEqualTo(5);
        assertThat(settings.probeEvery()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.adminPort()).isNull();
        assertThat(settings.adminHost()).isEqualTo("127.0.0.1");
        assertThat(settings.adminToken()).isNull();
        assertThat(settings.agentCheckPort()).isNull();
        assertThat(settings.drainMin()).isZero();
        assertThat(settings.drainMax()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.evidenceDir()).isNull();
        assertThat(settings.stampInstance()).isFalse();
        assertThat(settings.stampTiming()).isFalse();
    }

    @Test
    void everyKeyReachesItsOwnAccessor() {
        Settings settings = read("enabled=false,path=/up/gw,nginx.conf=/n.conf,nginx.map-prefix=/etc/nginx=/mnt/nginx,"
                        + "nginx.error-log=/e.log,nginx.version=1.26.3,proxy_read_timeout=1m30s,proxy_send_timeout=31,"
                        + "proxy_connect_timeout=500ms,proxy_buffer_size=8k,client_max_body_size=1g,keepalive_timeout=75s,"
                        + "trust-limit-headers=true,warn-at=.5,horizon=3m,down-on=heap,disk,down-after=4,up-after=6,"
                        + "probe.every=off,admin.port=9000,admin.host=::1,admin.token=s3cret/+==,agent-check.port=9001,"
                        + "drain.min=2s,drain.max=20s,evidence.dir=/ev,stamp.instance=true,stamp.timing=true")
                .orThrow();

        assertThat(settings.enabled()).isFalse();
        assertThat(settings.path()).isEqualTo("/up/gw");
        assertThat(settings.nginxConf()).isEqualTo(Path.of("/n.conf"));
        assertThat(settings.nginxMapPrefix())
                .isEqualTo(new PrefixMapping(Path.of("/etc/nginx"), Path.of("/mnt/nginx")));
        assertThat(settings.nginxErrorLog()).isEqualTo(Path.of("/e.log"));
        assertThat(settings.nginxVersion()).isEqualTo("1.26.3");
        assertThat(settings.proxyReadTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.proxySendTimeout()).isEqualTo(Duration.ofSeconds(31));
        assertThat(settings.proxyConnectTimeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.proxyBufferSize()).isEqualTo(8192);
        assertThat(settings.clientMaxBodySize()).isEqualTo(1L << 30);
        assertThat(settings.keepaliveTimeout()).isEqualTo(Duration.ofSeconds(75));
        assertThat(settings.trustLimitHeaders()).isTrue();
        assertThat(settings.warnAt()).isEqualTo(0.5);
        assertThat(settings.horizon()).isEqualTo(Duration.ofMinutes(3));
        assertThat(settings.downOn()).containsExactlyInAnyOrder("heap", "disk");
        assertThat(settings.downAfter()).isEqualTo(4);
        assertThat(settings.upAfter()).isEqualTo(6);
        assertThat(settings.probeEvery()).isNull();
        assertThat(settings.adminPort()).isEqualTo(9000);
        assertThat(settings.adminHost()).isEqualTo("::1");
        assertThat(settings.adminToken()).isEqualTo("s3cret/+==");
        assertThat(settings.agentCheckPort()).isEqualTo(9001);
        assertThat(settings.drainMin()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.drainMax()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.evidenceDir()).isEqualTo(Path.of("/ev"));
        assertThat(settings.stampInstance()).isTrue();
        assertThat(settings.stampTiming()).isTrue();
    }

    @Test
    void argumentsBeatPropertiesBeatEnvironmentBeatsTheFile() throws IOException {
        Path file = write("warn-at=0.1\nhorizon=1m\nup-after=7\ndown-after=7\n");
        environment.put("GATEWAY_HEALTH_CONFIG", file.toString());
        environment.put("GATEWAY_HEALTH_WARN_AT", "0.2");
        environment.put("GATEWAY_HEALTH_HORIZON", "2s");
        environment.put("GATEWAY_HEALTH_UP_AFTER", "8");
        properties.put("gateway.health.warn-at", "0.3");
        properties.put("gateway.health.horizon", "3s");

        Settings settings = read("warn-at=0.4").orThrow();

        assertThat(settings.warnAt()).isEqualTo(0.4);
        assertThat(settings.from(Keys.WARN_AT)).isEqualTo("agent argument");
        assertThat(settings.horizon()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.from(Keys.HORIZON)).isEqualTo("system property gateway.health.horizon");
        assertThat(settings.upAfter()).isEqualTo(8);
        assertThat(settings.from(Keys.UP_AFTER)).isEqualTo("environment GATEWAY_HEALTH_UP_AFTER");
        assertThat(settings.downAfter()).isEqualTo(7);
        assertThat(settings.from(Keys.DOWN_AFTER)).isEqualTo("file " + file);
        assertThat(settings.from(Keys.PATH)).isNull();
    }

    @Test
    void springComesLast() {
        environment.put("GATEWAY_HEALTH_WARN_AT", "0.2");

        Settings settings = Settings.readBeneath(
                        new Properties(), environment, Map.of("warn-at", "0.9", "proxy-read-timeout", "5"))
                .orThrow();

        assertThat(settings.warnAt()).isEqualTo(0.2);
        assertThat(settings.proxyReadTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void theHostsConfigurationMayNameTheFileToo() throws IOException {
        Path file = write("warn-at=0.5\n");

        Settings.Outcome outcome = Settings.readBeneath(
                new Properties(), Map.of(), Map.of("config", file.toString(), "warn-at", "0.6", "path", "/up"));

        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.settings().warnAt()).isEqualTo(0.5);
        assertThat(outcome.settings().path()).isEqualTo("/up");
        assertThat(outcome.settings().config()).isEqualTo(file);
    }

    @Test
    void nginxNamesAndKebabCaseAreOneKeyInEverySource() {
        properties.put("gateway.health.proxy-send-timeout", "7s");
        environment.put("GATEWAY_HEALTH_PROXY_BUFFER_SIZE", "16k");

        Settings settings = read("proxy-read-timeout=5s").orThrow();

        assertThat(settings.proxyReadTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.proxySendTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.proxyBufferSize()).isEqualTo(16_384);
    }

    @Test
    void theLastOfTwoArgumentsCounts() {
        assertThat(read("warn-at=0.5,warn-at=0.6").orThrow().warnAt()).isEqualTo(0.6);
    }

    @Test
    void aBadValueIsToldAndTheDefaultUsed() {
        Settings.Outcome outcome = read("warn-at=80%,horizon=1m");

        assertThat(outcome.settings().warnAt()).isEqualTo(0.8);
        assertThat(outcome.settings().horizon()).isEqualTo(Duration.ofMinutes(1));
        assertThat(outcome.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("warn-at");
            assertThat(problem.value()).isEqualTo("80%");
            assertThat(problem.from()).isEqualTo("agent argument");
            assertThat(problem.accepted()).contains("at most 1");
            assertThat(problem.line())
                    .isEqualTo("warn-at=80% (agent argument): not accepted; accepted is a share above 0 and at most 1,"
                            + " such as `0.8`; the default is used: 0.8");
        });
    }

    @Test
    void anUnknownKeyIsToldWithTheOneThatWasMeant() {
        environment.put("GATEWAY_HEALTH_WARM_AT", "0.5");

        Settings.Outcome outcome = read("proxy_read_timout=5s");

        assertThat(outcome.settings().proxyReadTimeout()).isNull();
        assertThat(outcome.problems())
                .extracting(Problem::line)
                .containsExactly(
                        "proxy_read_timout=5s (agent argument): unknown key, ignored; did you mean proxy_read_timeout?",
                        "warm-at=0.5 (environment GATEWAY_HEALTH_WARM_AT): unknown key, ignored; did you mean warn-at?");
    }

    @Test
    void anUnknownKeyLikeNoOtherIsToldWithAllThereAre() {
        assertThat(read("x=1").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).contains("the keys are config, enabled, path,"));
    }

    @Test
    void listedPropertiesTellUnknownKeysToo() {
        Properties listed = new Properties();
        listed.setProperty("gateway.health.pth", "/x");
        listed.setProperty("gateway.healthy", "not ours");

        assertThat(Settings.read(null, listed, environment).problems())
                .extracting(Problem::from)
                .containsExactly("system property gateway.health.pth");
    }

    @Test
    void anArgumentThatIsNoPairIsTold() {
        assertThat(read("true,enabled=false").problems())
                .extracting(Problem::line)
                .singleElement()
                .asString()
                .startsWith("true (agent argument): unknown key");
    }

    @Test
    void secretsAreNeverShown() {
        Settings.Outcome outcome = read("admin.token=hush hush,admin.tokn=hush,admintoken=hush");
        Settings good = read("admin.token=hush").orThrow();

        assertThat(outcome.problems()).hasSize(3).extracting(Problem::line).noneMatch(line -> line.contains("hush"));
        assertThat(outcome.problems()).extracting(Problem::value).noneMatch(value -> value.contains("hush"));
        assertThat(good.toString()).isEqualTo("admin.token=***");
    }

    @Test
    void oneLineStaysOneLine() {
        environment.put("GATEWAY_HEALTH_PATH", "/a\nFATAL: forged" + "x".repeat(1000));

        assertThat(read(null).problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.line()).doesNotContain("\n").hasSizeLessThan(600));
    }

    @Test
    void anEmptyVariableIsNotSet() {
        environment.put("GATEWAY_HEALTH_ADMIN_TOKEN", "");

        assertThat(read(null).orThrow().adminToken()).isNull();
    }

    @Test
    void variablesThatKubernetesMadeAreNotSettings() {
        environment.put("GATEWAY_HEALTH_SERVICE_HOST", "10.0.0.1");
        environment.put("GATEWAY_HEALTH_SERVICE_PORT_HTTP", "80");
        environment.put("GATEWAY_HEALTH_PORT", "tcp://10.0.0.1:80");
        environment.put("GATEWAY_HEALTH_PORT_80_TCP_ADDR", "10.0.0.1");
        environment.put("GATEWAY_HEALTH_ADMIN_PORT", "tcp://10.0.0.2:80");

        assertThat(read(null).orThrow().adminPort()).isNull();
    }

    @Test
    void theAdminPortOfTheEnvironmentIsASetting() {
        environment.put("GATEWAY_HEALTH_ADMIN_PORT", "9000");

        assertThat(read(null).orThrow().adminPort()).isEqualTo(9000);
    }

    @Test
    void aMissingFileIsToldAndTheRestHolds() {
        Path missing = directory.resolve("nope.properties");

        Settings.Outcome outcome = read("config=" + missing + ",warn-at=0.7");

        assertThat(outcome.settings().warnAt()).isEqualTo(0.7);
        assertThat(outcome.problems())
                .extracting(Problem::line)
                .containsExactly("config=" + missing + " (agent argument): cannot be read, no such file;"
                        + " accepted is a readable properties file in UTF-8");
    }

    @Test
    void aDirectoryIsNoFile() {
        assertThat(read("config=" + directory).problems())
                .extracting(Problem::line)
                .singleElement()
                .asString()
                .contains("not a regular file");
    }

    @Test
    void aHugeFileIsNotRead() throws IOException {
        Path file = write("#" + "x".repeat(1 << 20));

        assertThat(read("config=" + file).problems())
                .extracting(Problem::line)
                .singleElement()
                .asString()
                .contains("larger than 1 MB");
    }

    @Test
    void aFileThatIsNotPropertiesIsTold() throws IOException {
        Path escape = write("path=\\uZZZZ");
        Path latin = directory.resolve("latin.properties");
        Files.write(latin, "path=/\u00e9".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(read("config=" + escape).problems())
                .extracting(Problem::line)
                .singleElement()
                .asString()
                .contains("no properties file");
        assertThat(read("config=" + latin).problems())
                .extracting(Problem::line)
                .singleElement()
                .asString()
                .contains("not UTF-8");
    }

    @Test
    void aFileTellsUnknownKeysAndNamesNoOtherFile() throws IOException {
        Path file = write("pathh=/x\nconfig=/other\nwarn-at=0.5\n");

        Settings.Outcome outcome = read("config=" + file);

        assertThat(outcome.settings().warnAt()).isEqualTo(0.5);
        assertThat(outcome.problems()).extracting(Problem::key).containsExactlyInAnyOrder("pathh", "config");
    }

    @Test
    void drainMinBeyondDrainMaxIsTold() {
        Settings.Outcome outcome = read("drain.min=1m,drain.max=10s");

        assertThat(outcome.settings().drainMin()).isZero();
        assertThat(outcome.problems()).extracting(Problem::key).containsExactly("drain.min");
    }

    @Test
    void hostsThatFailFastGetTheSameWords() {
        Settings.Outcome outcome = Settings.of(Map.of("warn-at", "2", "pathh", "/x"), "application.yaml");

        assertThatThrownBy(outcome::orThrow)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage(outcome.problems().get(0).line() + "\n"
                        + outcome.problems().get(1).line());
    }

    @Test
    void aProblemAtUseNamesWhoSetTheValue() {
        Settings settings = read("admin.port=9000").orThrow();

        assertThat(settings.unusable(Keys.ADMIN_PORT, "address in use", "a free port")
                        .line())
                .isEqualTo("admin.port=9000 (agent argument): address in use; accepted is a free port");
    }

    private Settings.Outcome read(String arguments) {
        return Settings.read(arguments, properties::get, environment);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("settings.properties"), text);
    }
}
