package dev.gatewayhealth.audit;

import static dev.gatewayhealth.finding.Code.NOT_LISTENING;
import static dev.gatewayhealth.finding.Code.NOT_PROXIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatewayhealth.contract.Limits;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Location;
import dev.gatewayhealth.contract.Received;
import dev.gatewayhealth.finding.Noticed;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamServersTest {

    private static final String ELSEWHERE = "server { listen 80; location / { proxy_pass http://127.0.0.1:9090; } }";

    @TempDir
    private Path dir;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "server { listen 81; proxy_pass 127.0.0.1:8080; }, false",
        "upstream app { server 127.0.0.1:8080; } server { listen 81; proxy_pass App; }, false",
        "server { listen 81; proxy_pass $ssl_preread_server_name; }, false",
        "server { listen 81; proxy_pass 127.0.0.1:8081; }, true",
        "server { listen 81; }, true",
    })
    void whoIsReachedThroughAStreamServerIsReached(String stream, boolean found) {
        assertThat(audit(stream, Auditing.tomcat()).find(NOT_PROXIED).isPresent())
                .isEqualTo(found);
    }

    @Test
    void nothingButItsSilenceBindsWhatAStreamServerHandsOn() {
        Limits byDefault = limits("server { listen 81; proxy_pass 127.0.0.1:8080; }");
        assertThat(byDefault.proxyReadTimeout().value()).isEqualTo(Duration.ofMinutes(10));
        assertThat(byDefault.clientMaxBodySize().known()).isFalse();
        assertThat(byDefault.proxyBufferSize().known()).isFalse();

        Limits set =
                limits("proxy_timeout 5s; proxy_connect_timeout 2s; server { listen 81; proxy_pass 127.0.0.1:8080; }"
                        + " server { listen 82; proxy_timeout 1s; proxy_pass 127.0.0.1:8081; }");
        assertThat(set.proxyReadTimeout().value()).isEqualTo(Duration.ofSeconds(5));
        assertThat(set.proxyReadTimeout().source()).isEqualTo("nginx.conf:1");
        assertThat(set.proxySendTimeout().value()).isEqualTo(Duration.ofSeconds(5));
        assertThat(set.proxyConnectTimeout().value()).isEqualTo(Duration.ofSeconds(2));

        assertThat(limits("server { listen 81; proxy_pass 127.0.0.1:8081; }")
                        .proxyReadTimeout()
                        .value())
                .as("of a stream to somebody else")
                .isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void aStreamServerStandsInTheContractWithTheDirectivesItHas() {
        var contract = audit("""
                        upstream app { server 127.0.0.1:8080; }
                        server { listen 127.0.0.1:81; proxy_timeout 5s;
                        proxy_pass app; }
                        server { listen 82; proxy_pass 127.0.0.1:8080; }""", Auditing.tomcat()).contract();

        assertThat(contract.handedOn()).isTrue();
        assertThat(contract.locations())
                .extracting(Location::match, Location::at)
                .containsExactly(tuple("stream 127.0.0.1:81", "nginx.conf:3"), tuple("stream 82", "nginx.conf:4"));
        assertThat(contract.assumedDirectives()).containsExactlyInAnyOrder("proxy_timeout", "proxy_connect_timeout");
        assertThat(contract.match(new Received(null, "/", "HTTP/1.1", "GET")))
                .as("nobody can tell by which a request came")
                .satisfies(match -> {
                    assertThat(match.ambiguous()).isTrue();
                    assertThat(match.limits().readDirective()).isEqualTo("proxy_timeout");
                    assertThat(match.lenient().proxyReadTimeout().value()).isEqualTo(Duration.ofMinutes(10));
                });
    }

    @Test
    void whereALocationLeadsHereTooItsLimitsHold() {
        var contract = new Auditing(dir)
                .service(Auditing.tomcat())
                .main("stream { server { listen 81; proxy_pass 127.0.0.1:8080; } }\n")
                .http("server { listen 80; location / { proxy_pass http://127.0.0.1:8080; } }")
                .contract();

        assertThat(contract.handedOn()).isFalse();
        assertThat(contract.strictest().readDirective()).isEqualTo("proxy_read_timeout");
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "proxy_protocol on;, Tomcat/11.0.27, 400",
        "proxy_protocol off;, Tomcat/11.0.27, ",
        "proxy_protocol on;, Undertow, ",
        "proxy_protocol on;, jetty/12.1.14, ",
        "proxy_ssl on;, Undertow, 0",
        "proxy_ssl off;, Undertow, ",
    })
    void whatTheListenerCannotReadIsSaid(String directive, String server, Integer status) {
        Noticed found = audit(
                        directive + " server { listen 81; proxy_pass 127.0.0.1:8080; }",
                        Auditing.on(server, new Listening("127.0.0.1", 8080, null))
                                .tls(false, "the listener"))
                .find(NOT_LISTENING)
                .orElse(null);

        assertThat(found == null ? null : found.gateway().status()).isEqualTo(status);
        if (found != null) {
            assertThat(found.message()).contains(":8080", "proxy_pass 127.0.0.1:8080", "nginx.conf:1", "on");
            assertThat(found.remedy().get(0).change()).isEqualTo(directive.replace("on;", "off;"));
        }
    }

    private Limits limits(String stream) {
        return audit(stream, Auditing.tomcat()).contract().strictest();
    }

    private Auditing audit(String stream, ListenerLimits.Builder service) {
        return new Auditing(dir)
                .service(service)
                .main("stream { " + stream + " }\n")
                .http(ELSEWHERE);
    }
}
