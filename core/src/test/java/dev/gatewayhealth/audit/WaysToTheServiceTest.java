package dev.gatewayhealth.audit;

import static dev.gatewayhealth.finding.Code.HOST_INVALID;
import static dev.gatewayhealth.finding.Code.LISTEN_ADDRESS;
import static dev.gatewayhealth.finding.Code.NOT_LISTENING;
import static dev.gatewayhealth.finding.Code.NOT_PROXIED;
import static dev.gatewayhealth.finding.Code.SINGLE_UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaysToTheServiceTest {

    private static final String HTTP = "00000000:0050";
    private static final String OURS = "0100007F:1F90";
    private static final String PORT_8081 = "0100007F:1F91";

    @TempDir
    Path dir;

    @ParameterizedTest(name = "{0} {1} on {2}: {3}")
    @CsvSource({
        "my_app, '', Tomcat/11.0.27, WARNING",
        "my_app, proxy_set_header Host $proxy_host;, Tomcat/11.0.27, WARNING",
        "my_app, proxy_set_header X-A b;, Tomcat/11.0.27, WARNING",
        "my_app, '', Undertow/2.3, NOTICE",
        "my_app, proxy_set_header Host $host;, Tomcat/11.0.27, ",
        "my_app, proxy_set_header Host shop.example;, Tomcat/11.0.27, ",
        "my-app, '', Tomcat/11.0.27, ",
    })
    void aGroupWithAnUnderscoreIsAHostOnlyWhereNothingSetsAnother(
            String group, String header, String server, Severity severity) {
        Auditing auditing = new Auditing(dir)
                .service(Auditing.on(server, new Listening("127.0.0.1", 8080, null)))
                .http("upstream " + group + " { server 127.0.0.1:8080; } server { listen 80; location / { " + header
                        + " proxy_pass http://" + group + "; } }");

        assertThat(auditing.find(HOST_INVALID).map(Noticed::severity).orElse(null))
                .isEqualTo(severity);
    }

    @ParameterizedTest(name = "{0} reached by {1}: {2}")
    @CsvSource({
        "0.0.0.0, 127.0.0.1, true",
        "::, [::1], true",
        "0.0.0.0, localhost, true",
        "127.0.0.1, 127.0.0.1, false",
    })
    void listeningEverywhereIsSaidWhereNginxComesFromHereOnly(String address, String reached, boolean found) {
        Auditing auditing = new Auditing(dir)
                .service(Auditing.on("Tomcat/11.0.27", new Listening(address, 8080, null)))
                .http("server { listen 80; location / { proxy_pass http://" + reached + ":8080; } }");

        assertThat(auditing.find(LISTEN_ADDRESS).isPresent()).isEqualTo(found);
        auditing.find(LISTEN_ADDRESS)
                .ifPresent(noticed -> assertThat(noticed.remedy())
                        .as("nginx has nothing to change")
                        .singleElement()
                        .satisfies(remedy -> assertThat(remedy.change())
                                .contains("address=\"" + reached.replaceAll("[\\[\\]]", "") + "\"")));
    }

    @Test
    void aServiceThatMayBeReachedFromElsewhereMayListenEverywhere() {
        assertThat(new Auditing(dir)
                        .service(Auditing.on("Tomcat/11.0.27", new Listening("0.0.0.0", 8080, null)))
                        .http("server { listen 80; location / { proxy_pass http://app.internal:8080; } }")
                        .find(LISTEN_ADDRESS))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"127.0.0.1 localhost, false", "'127.0.0.1 localhost\n::1 localhost ip6-localhost', true"})
    void localhostIsTwoAddressesOnlyIfThisMachineSaysSo(String hosts, boolean found) throws IOException {
        Files.writeString(Files.createDirectories(dir.resolve("etc")).resolve("hosts"), hosts);
        Auditing auditing = new Auditing(dir)
                .service(Auditing.tomcat())
                .http("server { listen 80; location / { proxy_pass http://localhost:8080; } }");

        assertThat(auditing.find(LISTEN_ADDRESS).isPresent()).isEqualTo(found);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "server 127.0.0.1:8080;, true",
        "server 127.0.0.1:8080; server 127.0.0.1:8081 down;, true",
        "server 127.0.0.1:8080; server 127.0.0.1:8081;, false",
        "server 127.0.0.1:8080; server 127.0.0.1:8081 backup;, false",
        "server app.internal:8080;, false",
    })
    void oneServerIsSaidWhereThereIsCertainlyOne(String servers, boolean found) {
        Auditing auditing = new Auditing(dir)
                .service(Auditing.tomcat())
                .http("upstream app { " + servers + " } server { listen 80; location /a { proxy_pass http://app; }"
                        + " location /b { proxy_pass http://app; } }");

        assertThat(auditing.look())
                .filteredOn(noticed -> noticed.code() == SINGLE_UPSTREAM)
                .hasSize(found ? 1 : 0);
    }

    @Test
    void aPortNobodyProxiesToIsSaidWithWhereTheyProxyTo() {
        Noticed noticed = new Auditing(dir)
                .service(Auditing.tomcat())
                .http("server { listen 80; location / { proxy_pass http://127.0.0.1:8081; } }")
                .find(NOT_PROXIED)
                .orElseThrow();

        assertThat(noticed.severity()).isEqualTo(Severity.NOTICE);
        assertThat(noticed.message()).contains("127.0.0.1:8080", "they proxy to 127.0.0.1:8081");
        assertThat(noticed.remedy())
                .contains(Remedy.nginx("location / { proxy_pass http://127.0.0.1:8080; }"))
                .anyMatch(remedy -> remedy.change().contains("server.port=8081"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "proxy_pass http://127.0.0.1:8080;",
                "proxy_pass http://$host:8080;",
                "proxy_pass http://somewhere.internal:8080;",
                "proxy_pass http://127.0.0.1:8081; } location / { return 204;",
            })
    void whereItMayBeProxiedNothingIsSaid(String location) {
        assertThat(new Auditing(dir)
                        .service(Auditing.tomcat())
                        .http("server { listen 80; location / { " + location + " } }")
                        .find(NOT_PROXIED))
                .isEmpty();
    }

    @Test
    void anAddressNobodyListensOnHasToStayThatWay() {
        Auditing auditing = new Auditing(dir)
                .service(Auditing.tomcat())
                .http("server { listen 80; location / { proxy_pass http://127.0.0.1:8081; } }")
                .listening(HTTP, OURS);

        assertThat(auditing.find(NOT_LISTENING)).isEmpty();
        assertThat(auditing.find(NOT_LISTENING)).isEmpty();
        Noticed noticed = auditing.find(NOT_LISTENING).orElseThrow();
        assertThat(noticed.severity()).isEqualTo(Severity.WARNING);
        assertThat(noticed.message()).contains("127.0.0.1:8081 (nginx.conf:3)");
        assertThat(noticed.remedy()).contains(Remedy.nginx("proxy_pass http://127.0.0.1:8080;"));

        auditing.listening(HTTP, OURS, PORT_8081);
        assertThat(auditing.find(NOT_LISTENING)).isEmpty();
        auditing.listening(HTTP, OURS);
        assertThat(auditing.find(NOT_LISTENING)).isEmpty();
    }

    @Test
    void whatIsLeftOfASocketWhoseProcessHasEndedIsNoListener() throws IOException {
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(dir.resolve("app.sock")));
            assertThat(looks(towards("/app.sock", Auditing.tomcat())))
                    .as("listed nowhere, but somebody takes connections")
                    .isNull();
        }

        Auditing auditing = towards("/app.sock", Auditing.tomcat());
        assertThat(looks(auditing)).isEqualTo(Severity.WARNING);
        assertThat(auditing.find(NOT_LISTENING).orElseThrow().gateway().errorLog())
                .contains("(111: Connection refused)");
    }

    @Test
    void aSocketOfOursWhoseFileIsGoneIsReachedByNobody() {
        Auditing auditing = towards("/ours.sock", Auditing.on("Tomcat/11.0.27", Listening.unix("/ours.sock")));

        assertThat(looks(auditing)).isEqualTo(Severity.WARNING);
        Noticed noticed = auditing.find(NOT_LISTENING).orElseThrow();
        assertThat(noticed.message()).contains("the socket's file is gone", "502");
        assertThat(noticed.gateway().errorLog()).contains("(2: No such file or directory)");
    }

    private Auditing towards(String socket, ListenerLimits.Builder service) {
        return new Auditing(dir)
                .service(service)
                .http("server { listen 80; location / { proxy_pass http://unix:" + socket + ":/; } }")
                .listening(HTTP, OURS);
    }

    @Test
    void whereNginxIsNotHereItsLoopbackIsNotOurs() {
        Auditing auditing = new Auditing(dir)
                .service(Auditing.tomcat())
                .http("server { listen 80; location / { proxy_pass http://127.0.0.1:8081; } }")
                .listening(OURS);

        assertThat(looks(auditing)).isNull();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "upstream app { server 127.0.0.1:8080; server 127.0.0.1:8081; } server { listen 80; location / { proxy_pass http://app; } }, WARNING",
        "server { listen 80; location / { proxy_pass http://127.0.0.1:8080; } location /b { proxy_pass http://127.0.0.1:8081; } }, WARNING",
        "'server { listen 80; location / { proxy_pass http://127.0.0.1:8080; } }\nserver { listen 80; location /b { proxy_pass http://127.0.0.1:8081; } }', NOTICE",
        "server { listen 80; location / { proxy_pass http://127.0.0.1:8080; } location /b { proxy_pass http://unix:/nonexistent/dir/x.sock; } }, ",
        "upstream app { server 127.0.0.1:8080; server 127.0.0.1:8081 down; } server { listen 80; location / { proxy_pass http://app; } }, ",
        "server { listen 80; location / { proxy_pass http://127.0.0.1:8080; } location /b { proxy_pass http://192.0.2.7:8081; } }, ",
    })
    void aNeighbourThatIsDownConcernsUsWhereWeShareAGroupOrASite(String http, Severity severity) {
        Auditing auditing =
                new Auditing(dir).service(Auditing.tomcat()).http(http).listening(HTTP, OURS);

        assertThat(looks(auditing)).isEqualTo(severity);
    }

    private static Severity looks(Auditing auditing) {
        auditing.look();
        auditing.look();
        return auditing.find(NOT_LISTENING).map(Noticed::severity).orElse(null);
    }

    @ParameterizedTest(name = "{0} to a listener with TLS {1}: {2}")
    @CsvSource({
        "http://127.0.0.1:8080, false, ",
        "https://127.0.0.1:8080, true, ",
        "https://127.0.0.1:8080, , ",
        "$scheme://127.0.0.1:8080, false, ",
        "$scheme://127.0.0.1:8080, true, ",
        "HTTPS://127.0.0.1:8080, true, ",
        "https://127.0.0.1:8080, false, proxy_pass http://127.0.0.1:8080;",
        "https://app/api/, false, proxy_pass http://app/api/;",
        "http://app, true, proxy_pass https://app;",
    })
    void aSchemeThatNobodyTakesThereIsSaidWithTheOneThatIs(String url, Boolean tls, String remedy) {
        ListenerLimits.Builder service = Auditing.tomcat();
        if (tls != null) {
            service.tls(tls, "SSLEnabled of the connector :8080");
        }

        Noticed found = new Auditing(dir)
                .service(service)
                .http("upstream app { server 127.0.0.1:8080; } server { listen 80; location / { proxy_pass " + url
                        + "; } }")
                .find(NOT_LISTENING)
                .orElse(null);

        assertThat(found == null ? null : found.remedy().get(0).change()).isEqualTo(remedy);
        if (found != null) {
            assertThat(found.severity()).isEqualTo(Severity.WARNING);
            assertThat(found.message()).contains(url, "nginx.conf:3", "SSLEnabled of the connector :8080");
            assertThat(found.gateway().status()).isEqualTo(tls ? 400 : 502);
        }
    }

    @ParameterizedTest(name = "{0}, HTTP/2 {1}: {2}")
    @CsvSource({
        "fastcgi_pass 127.0.0.1:8080, , 502",
        "if ($arg_there) { fastcgi_pass 127.0.0.1:8080; } set $there 1, , 502",
        "uwsgi_pass uwsgi://app, , 400",
        "scgi_pass 127.0.0.1:8080, , 400",
        "memcached_pass 127.0.0.1:8080, , 502",
        "grpc_pass grpc://127.0.0.1:8080, false, 502",
        "grpc_pass grpc://127.0.0.1:8080, true, ",
        "grpc_pass grpc://127.0.0.1:8080, , ",
        "fastcgi_pass 127.0.0.1:9000, , ",
        "fastcgi_pass unix:/run/php.sock, , ",
    })
    void whatIsNotHttpIsForSomebodyElse(String pass, Boolean http2, Integer status) {
        ListenerLimits.Builder service = Auditing.tomcat();
        if (http2 != null) {
            service.http2(http2, "UpgradeProtocol of the connector :8080");
        }

        Noticed found = new Auditing(dir)
                .service(service)
                .http("upstream app { server 127.0.0.1:8080; } server { listen 80; location /there { " + pass + "; } }")
                .find(NOT_LISTENING)
                .orElse(null);

        assertThat(found == null ? null : found.gateway().status()).isEqualTo(status);
        if (found != null) {
            String said = pass.replaceAll("^if [^{]*\\{ |; } set.*$", "");
            assertThat(found.message()).contains(said, "nginx.conf:3", "/there");
            assertThat(found.remedy().get(0).change()).isEqualTo("proxy_pass http://127.0.0.1:8080;");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "proxy_http_version 1.1; proxy_set_header Expect $http_expect;, nginx.conf:3",
        "proxy_set_header Expect $http_expect;, ",
        "proxy_http_version 1.1; proxy_set_header Expect \"\";, ",
        "proxy_http_version 1.1;, ",
    })
    void expectIsHandedOnOnlyWhereItIsSaidSoAndOverHttp11(String directives, String at) {
        assertThat(new Auditing(dir)
                        .service(Auditing.tomcat())
                        .http("server { listen 80; location / { " + directives
                                + " proxy_pass http://127.0.0.1:8080; } }")
                        .contract()
                        .passes()
                        .expectAt())
                .isEqualTo(at);
    }
}
