package dev.gatewayhealth.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.nginx.ContractReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosedTest {

    private static final String RULES = "allow 127.0.0.1; deny all;";

    @TempDir
    Path dir;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "= /gateway-health, true",
        "/gateway-health, true",
        "^~ /gateway-health, true",
        "/gate, true",
        "= /gateway-health/, false",
        "/gateway-health/, false",
        "/other, false",
    })
    void theLocationThatNginxWouldTakeDecides(String location, boolean closed) throws IOException {
        assertThat(closed("location / { PASS } location " + location + " { " + RULES + " PASS }"))
                .isEqualTo(closed);
    }

    @Test
    void aServerOrAPasswordClosesEveryLocationAndALocationOpensItselfAgain() throws IOException {
        assertThat(closed(RULES + " location / { PASS }")).isTrue();
        assertThat(closed("auth_basic all; auth_basic_user_file /dev/null; location / { PASS }"))
                .isTrue();
        assertThat(closed("auth_basic off; location / { PASS }")).isFalse();
        assertThat(closed(RULES + " location / { PASS } location = /gateway-health { allow all; PASS }"))
                .isFalse();
        assertThat(closed("location / { deny 192.0.2.1; allow all; PASS }")).isFalse();
        assertThat(closed("location / { deny 192.0.2.1; PASS }")).isFalse();
    }

    @Test
    void anOpenExpressionMayComeBeforeAPrefixThatDoesNotForbidIt() throws IOException {
        assertThat(closed("location ~ health { PASS } location /gateway-health { " + RULES + " PASS }"))
                .isFalse();
        assertThat(closed("location ~ health { PASS } location ^~ /gateway-health { " + RULES + " PASS }"))
                .isTrue();
    }

    @Test
    void everyServerThatLeadsHereHasToCloseIt() throws IOException {
        String closing = RULES + " location / { PASS }";
        assertThat(closed(closing + " }\nserver { listen 81; location / { PASS }"))
                .isFalse();
        assertThat(closed(closing + " }\nserver { listen 81; location /api { PASS }"))
                .as("a server that does not hand the path on")
                .isTrue();
        assertThat(closed(closing + " }\nserver { listen 81; location / { proxy_pass http://192.0.2.7; }"))
                .as("a server that leads elsewhere")
                .isTrue();
    }

    @Test
    void whatIsRewrittenIntoThePathComesThroughTheLocationItWasBefore() throws IOException {
        String exact = "location / { PASS } location = /gateway-health { " + RULES + " PASS } ";
        assertThat(closed(exact)).isTrue();
        assertThat(closed(exact + "location /api/ { proxy_pass http://127.0.0.1:8080/; }"))
                .isFalse();
        assertThat(closed(exact + "location /api/ { PASS }")).isTrue();
    }

    @Test
    void eachLocationMaySpeakAProtocolOfItsOwn() throws IOException {
        String exact = "location = /gateway-health { " + RULES + " PASS } location / { proxy_http_version 1.1; PASS } ";
        assertThat(closed(exact)).isTrue();
        assertThat(closed("proxy_http_version 1.1; " + exact)).isTrue();
        assertThat(closed(exact + "}\nserver { listen 81; proxy_http_version 1.1; location / { PASS }"))
                .isFalse();
    }

    @Test
    void anotherPathOfTheSameEndpointIsAnotherMatter() throws IOException {
        Path sample = Path.of("..", "samples", "nginx", "gateway-health.conf").toAbsolutePath();
        assertThat(Closed.to("/shop/gateway-health", contract("include " + sample + ";")))
                .as("beneath the context path of an application")
                .isFalse();
    }

    @Test
    void nothingIsClosedWithoutAConfiguration() {
        assertThat(Closed.to("/gateway-health", GatewayContract.assumed(Overrides.none(), null)))
                .isFalse();
    }

    @Test
    void theSampleToCopyClosesIt() throws IOException {
        Path sample = Path.of("..", "samples", "nginx", "gateway-health.conf").toAbsolutePath();
        assertThat(Closed.to("/gateway-health", contract("include " + sample + ";")))
                .isTrue();
    }

    private boolean closed(String server) throws IOException {
        String http = "server { listen 80; " + server.replace("PASS", "proxy_pass http://127.0.0.1:8080;") + " }";
        return Closed.to("/gateway-health", contract(http));
    }

    private GatewayContract contract(String http) throws IOException {
        Path conf = Files.writeString(dir.resolve("nginx.conf"), "events { }\nhttp {\n" + http + "\n}\n");
        return ContractReader.read(
                conf, null, "1.22.1", List.of(new Listening("127.0.0.1", 8080, null)), Overrides.none());
    }
}
