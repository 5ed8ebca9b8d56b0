package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Overrides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractSourceTest {

    private static final String MAIN = "events { }\nhttp {\n    include conf.d/*.conf;\n}\n";
    private static final String APP =
            "server { location / { proxy_pass http://127.0.0.1:8080; proxy_read_timeout 5s; } }\n";

    @TempDir
    Path dir;

    private ContractSource source;

    @BeforeEach
    void aConfigurationWithAnInclude() throws IOException {
        write("nginx.conf", MAIN);
        write("conf.d/app.conf", APP);
        source = new ContractSource(
                dir.resolve("nginx.conf"), true, null, null, List.of(Listening.port(8080)), Overrides.none());
    }

    @Test
    void nothingHappensWhileNothingChanges() {
        GatewayContract before = source.current();
        assertThat(source.poll()).isEmpty();
        assertThat(source.current()).isSameAs(before);
    }

    @Test
    void aChangedIncludeIsReadAndTheDifferenceTold() throws IOException {
        write("conf.d/app.conf", APP.replace("5s", "30s"));
        assertThat(source.poll()).containsExactly("location /: proxy_read_timeout 5s -> 30s (conf.d/app.conf:1)");
        assertThat(source.current().strictestReadTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aFileThatAppearsUnderAPatternIsRead() throws IOException {
        write("conf.d/more.conf", "server { server_name more; location /m { proxy_pass http://127.0.0.1:8080; } }");
        assertThat(source.poll())
                .containsExactly("location /m of more now proxies to this service (conf.d/more.conf:1)");
    }

    @Test
    void aBrokenChangeKeepsTheLastGoodContractUntilItIsMended() throws IOException {
        write("conf.d/app.conf", "server { location / {");
        assertThat(source.poll()).singleElement().asString().contains("conf.d/app.conf:1", "last good contract");
        assertThat(source.current().strictestReadTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(source.current().problems()).hasSize(1);
        assertThat(source.poll()).isEmpty();

        write("conf.d/app.conf", APP.replace("5s", "6s"));
        assertThat(source.poll()).containsExactly("location /: proxy_read_timeout 5s -> 6s (conf.d/app.conf:1)");
        assertThat(source.current().problems()).isEmpty();
    }

    @Test
    void whatNginxWouldRefuseToLoadKeepsTheLastGoodContractToo() throws IOException {
        for (String refused : List.of(
                APP.replace("5s", "soon"),
                APP.replace("proxy_read_timeout 5s;", "proxy_read_timeout 5s; proxy_read_timeout 9s;"),
                APP.replace("location / {", "location / { } location / {"),
                APP.replace("proxy_read_timeout 5s;", "proxy_read_timeout 9s; listen 80;"),
                APP.replace("proxy_read_timeout", "proxy_read_timeuot"))) {
            write("conf.d/app.conf", refused);
            assertThat(source.poll()).singleElement().asString().contains("conf.d/app.conf:1", "last good contract");
            assertThat(source.current().strictestReadTimeout()).isEqualTo(Duration.ofSeconds(5));
            assertThat(source.current().problems()).hasSize(1);
        }
        write("conf.d/app.conf", APP.replace("5s", "30s"));
        assertThat(source.poll()).isNotEmpty();
        assertThat(source.current().strictestReadTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(source.current().problems()).isEmpty();
    }

    @Test
    void anUnknownDirectiveMayBelongToAModuleAndIsTaken() throws IOException {
        write("conf.d/app.conf", "some_module on;\n" + APP.replace("5s", "30s"));
        assertThat(source.poll()).isNotEmpty();
        assertThat(source.current().strictestReadTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void anotherPortMakesOtherLocationsOurs() {
        source.listeningOn(List.of(Listening.port(9090)));
        assertThat(source.current().locations()).isEmpty();
        source.listeningOn(List.of(Listening.port(9090), Listening.port(8080)));
        assertThat(source.current().locations()).hasSize(1);
    }

    @Test
    void oneThatIsMerelyThereAndProxiesNowhereIsNotReadCloselyUntilItDoes() throws IOException {
        write("conf.d/app.conf", "server { location / { root /var/www; proxy_read_timeout nonsense; } }\n");
        ContractSource found = new ContractSource(
                dir.resolve("nginx.conf"), false, null, null, List.of(Listening.port(8080)), Overrides.none());
        assertThat(found.current().locations()).isEmpty();
        assertThat(found.current().problems()).isEmpty();

        write("conf.d/app.conf", APP);
        found.poll();
        assertThat(found.current().strictestReadTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    private void write(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
