package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.Location;
import dev.gatewayhealth.contract.Match;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.contract.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InversionTest {

    private static final String SHOP = """
            proxy_set_header Host $host;
            upstream app { server 127.0.0.1:8080; keepalive 4; }
            server {
                listen 80;
                server_name shop.example;
                location / { proxy_pass http://app; proxy_read_timeout 1s; }
                location /api/ { proxy_pass http://app; proxy_read_timeout 2s; }
                location /old/ { proxy_pass http://app/new/; proxy_read_timeout 3s; }
                location /cut/ { rewrite ^/cut/(.*)$ /$1 break; proxy_pass http://app; proxy_read_timeout 4s; }
                location ~ \\.jsp$ { proxy_pass http://app; proxy_read_timeout 5s; }
                location /files/ { try_files $uri @app; }
                location @app { proxy_pass http://app; proxy_read_timeout 6s; }
                location /literal { proxy_pass http://app; proxy_set_header Host fixed; proxy_read_timeout 7s; }
                location /eleven { proxy_pass http://app; proxy_http_version 1.1; proxy_read_timeout 8s; }
                location /limit {
                    proxy_pass http://app;
                    proxy_read_timeout 9s;
                    limit_except GET { proxy_pass http://app; }
                }
                location /last/ { rewrite ^/last/(.*)$ /api/$1 last; }
                location /other/ { proxy_pass http://127.0.0.1:9999; }
            }
            server {
                listen 80;
                server_name *.tenants.example;
                location / { proxy_pass http://app; proxy_read_timeout 11s; }
            }
            """;

    private static final HttpConf CONF = Walks.conf(SHOP);
    private static final List<Exit> EXITS = new Exits(CONF, Walks.here(8080), Overrides.none()).ours();
    private static final Inversion INVERSION = Walks.inversion(CONF, EXITS);

    @ParameterizedTest(name = "{0} {1} {2} comes through {3}")
    @CsvSource({
        "GET, shop.example, /x, 1s",
        "GET, shop.example, /api/x, 2s",
        "GET, shop.example, /a.jsp, 5s",
        "GET, fixed, /literal, 7s",
        "GET, shop.example, /limit, 9s",
        "POST, shop.example, /limit, 9s",
        "GET, a.tenants.example, /x, 11s",
        "GET, a.tenants.example, /api/x, 11s",
        "GET, shop.example, /files/x, 6s",
    })
    void theOnlyPossibleLocationBinds(String method, String host, String path, String timeout) {
        Match match = INVERSION.match(new Received(host, path, "HTTP/1.0", method));
        assertThat(match.candidates())
                .extracting(location -> location.limits().proxyReadTimeout().value())
                .contains(NginxTime.parse(timeout));
        assertThat(match.limits().proxyReadTimeout().value()).isLessThanOrEqualTo(NginxTime.parse(timeout));
    }

    @Test
    void protocolTellsLocationsApart() {
        Match match = INVERSION.match(new Received("shop.example", "/eleven", "HTTP/1.1", "GET"));
        assertThat(match.location()).isEqualTo("/eleven");
        assertThat(match.ambiguous()).isFalse();
    }

    @Test
    void whereSeveralFitTheStrictestBindsAndAllAreNamed() {
        // /x as it came, or /cut/x cut down.
        Match match = INVERSION.match(new Received("shop.example", "/x", "HTTP/1.0", "GET"));
        assertThat(match.ambiguous()).isTrue();
        assertThat(match.location()).isNull();
        assertThat(match.candidates()).extracting(Location::match).containsExactly("/", "/cut/");
        assertThat(match.limits().proxyReadTimeout().value()).isEqualTo(Duration.ofSeconds(1));
        assertThat(match.lenient().proxyReadTimeout().value()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void aLongerLocationTakesItsRequestsAway() {
        Match match = INVERSION.match(new Received("shop.example", "/api/x", "HTTP/1.0", "GET"));
        assertThat(match.candidates()).extracting(Location::match).doesNotContain("/");
    }

    @Test
    void whatNobodyCanHaveSentIsBoundByTheStrictestOfAll() {
        Match match = INVERSION.match(new Received("shop.example", "/x", "HTTP/2.0", "GET"));
        assertThat(match.ambiguous()).isTrue();
        assertThat(match.candidates()).hasSize(EXITS.size());
        assertThat(match.limits().proxyReadTimeout().value()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void everyRequestNginxSendsIsFoundAgain() {
        List<String> lost = new ArrayList<>();
        int unambiguous = 0;
        int sent = 0;
        for (String host : new String[] {"shop.example", "a.tenants.example", "unknown.example"}) {
            for (String method : new String[] {"GET", "POST", "HEAD"}) {
                for (String uri : uris()) {
                    Trail trail = Walks.walk(CONF, Walks.request(method, host, uri));
                    Proxied proxied = trail.proxied();
                    if (trail.outcome() != Trail.Outcome.PROXY || proxied == null || !toUs(proxied)) {
                        continue;
                    }
                    sent++;
                    Match match = INVERSION.match(received(proxied, method));
                    String at = proxied.scope().place().toString();
                    boolean found = match.candidates().stream().anyMatch(l -> l.at().equals(at));
                    if (!found) {
                        lost.add(method + " " + host + uri + " came through " + at + " but " + match.candidates());
                    }
                    unambiguous += match.ambiguous() ? 0 : 1;
                }
            }
        }
        assertThat(lost).isEmpty();
        assertThat(sent).isGreaterThan(100);
        // What /cut/ cuts down could have come as it is, so half of them stay ambiguous.
        assertThat(unambiguous).isGreaterThan(sent / 3);
    }

    @Test
    void theSameSetIsTheSameObject() {
        Match first = INVERSION.match(new Received("shop.example", "/x", "HTTP/1.0", "GET"));
        assertThat(INVERSION.match(new Received("shop.example", "/y", "HTTP/1.0", "GET")))
                .isSameAs(first);
    }

    private static boolean toUs(Proxied proxied) {
        return proxied.servers().stream().anyMatch(server -> server.address().port() == 8080);
    }

    private static Received received(Proxied proxied, String method) {
        String uri = proxied.sentUri();
        int question = uri.indexOf('?');
        String version = new Values(proxied.scope(), CONF.version()).httpVersion();
        return new Received(
                proxied.sentHost(), question < 0 ? uri : uri.substring(0, question), "HTTP/" + version, method);
    }

    private static List<String> uris() {
        List<String> uris = new ArrayList<>();
        String[] starts = {
            "/", "/api/", "/old/", "/cut/", "/files/", "/literal", "/eleven", "/limit", "/last/", "/other/"
        };
        String[] ends = {"", "x", "a.jsp", "a%20b", "api/x", "//x", "./x", "new/y", "x?q=/api/", "%2e%2e/x"};
        for (String start : starts) {
            for (String end : ends) {
                uris.add(start + end);
            }
        }
        return uris;
    }
}
