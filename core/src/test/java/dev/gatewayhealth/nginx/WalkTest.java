package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every expectation here was checked with nginx 1.22.1. */
class WalkTest {

    private static final String LOCATIONS = """
            server {
                listen 80;
                location / { proxy_pass http://127.0.0.1:9001; }
                location = /exact { proxy_pass http://127.0.0.1:9002; }
                location /docs/ { proxy_pass http://127.0.0.1:9003/base/; }
                location ^~ /img/ { proxy_pass http://127.0.0.1:9004; }
                location ~* \\.(gif|png)$ { proxy_pass http://127.0.0.1:9005; }
                location /nest/ {
                    proxy_pass http://127.0.0.1:9006;
                    location ~ \\.jsp$ { proxy_pass http://127.0.0.1:9007; }
                    location /nest/deep/ { proxy_pass http://127.0.0.1:9008; }
                }
                location /only/inner/ { location ~ x { proxy_pass http://127.0.0.1:9009; } }
            }
            """;

    @ParameterizedTest(name = "{0} goes to {1}")
    @CsvSource({
        "/, 127.0.0.1:9001 /",
        "/exact, 127.0.0.1:9002 /exact",
        "/exact/, 127.0.0.1:9001 /exact/",
        "/docs/a%20b?q=1, 127.0.0.1:9003 /base/a%20b?q=1",
        "/docs, 301",
        "/img/a.png, 127.0.0.1:9004 /img/a.png",
        "/a.PNG, 127.0.0.1:9005 /a.PNG",
        "/docs/a.gif, 127.0.0.1:9005 /docs/a.gif",
        "/nest/x.jsp, 127.0.0.1:9007 /nest/x.jsp",
        "/nest/x.png, 127.0.0.1:9005 /nest/x.png",
        "/nest/deep/x, 127.0.0.1:9008 /nest/deep/x",
        "/nest/deep/x.jsp, 127.0.0.1:9007 /nest/deep/x.jsp",
        "/only/inner/x, 127.0.0.1:9009 /only/inner/x",
        "/only/inner/y, 404",
        "/img//../docs/./a, 127.0.0.1:9003 /base/a",
        "//docs//a, 127.0.0.1:9003 /base/a",
        "/%69mg/a.png, 127.0.0.1:9004 /%69mg/a.png",
        "/../x, 400",
        "/%zz, 400",
    })
    void findsTheLocationNginxFinds(String uri, String destination) {
        assertThat(Walks.destination(LOCATIONS, uri)).isEqualTo(destination);
    }

    @ParameterizedTest(name = "{0} goes to {1}")
    @CsvSource({
        "/old/a, 127.0.0.1:9001 /new/a",
        "/b/a?x=1, 127.0.0.1:9002 /m/a?x=1",
        "/n/a?x=1, 127.0.0.1:9003 /m/a?y=2&x=1",
        "/drop/a?x=1, 127.0.0.1:9003 /m/a",
        "/u/a, 127.0.0.1:9004 /m/a",
        "/away, 302",
        "/gone, 410",
        "/loop, 500",
        "/noflag/a, 127.0.0.1:9005 /changed/a",
    })
    void rewritesAsNginxRewrites(String uri, String destination) {
        String http = """
                server {
                    listen 80;
                    rewrite ^/old/(.*)$ /new/$1 last;
                    location /new/ { proxy_pass http://127.0.0.1:9001; }
                    location /b/ { rewrite ^/b/(.*)$ /m/$1 break; proxy_pass http://127.0.0.1:9002; }
                    location /m/ { proxy_pass http://127.0.0.1:9003; }
                    location /n/ { rewrite ^/n/(.*)$ /m/$1?y=2; proxy_pass http://127.0.0.1:9009; }
                    location /drop/ { rewrite ^/drop/(.*)$ /m/$1? last; }
                    location /u/ { rewrite ^/u/(.*)$ /m/$1 break; proxy_pass http://127.0.0.1:9004/base/; }
                    location /away { rewrite ^ http://other.example/; }
                    location /gone { return 410; }
                    location /loop { rewrite ^ /loop last; }
                    location /noflag/ { rewrite ^/noflag/(.*) /changed/$1; break; proxy_pass http://127.0.0.1:9005; }
                }
                """;
        assertThat(Walks.destination(http, uri)).isEqualTo(destination);
    }

    @ParameterizedTest(name = "{0} goes to {1}")
    @CsvSource({
        "/try/a, 127.0.0.1:9001 /try/a",
        "/uri/a, 127.0.0.1:9002 /fall/back?from=1",
        "/code/a, 404",
        "/uri/a?q=1, 127.0.0.1:9002 /fall/back?from=1",
        "/page/a?q=1, 127.0.0.1:9002 /fall/page",
        "/error/a, 127.0.0.1:9003 /error/a",
        "/static/a, 127.0.0.1:9001 /static/a",
        "/hidden/a, 404",
        "/chain/a, 127.0.0.1:9004 /chain/a",
    })
    void goesOnInsideWhereFilesAreMissingOrErrorsArePages(String uri, String destination) {
        String http = """
                server {
                    listen 80;
                    root /nonexistent;
                    location /try/ { try_files $uri $uri/ @app; }
                    location /uri/ { try_files $uri /fall/back?from=1; }
                    location /fall/ { internal; proxy_pass http://127.0.0.1:9002; }
                    location /page/ { error_page 404 /fall/page; }
                    location /code/ { try_files $uri =404; }
                    location /error/ { error_page 418 = @teapot; return 418; }
                    location /static/ { error_page 404 = @app; }
                    location /hidden/ { internal; proxy_pass http://127.0.0.1:9009; }
                    location /chain/ { try_files /x @first; }
                    location @app { proxy_pass http://127.0.0.1:9001; }
                    location @teapot { proxy_pass http://127.0.0.1:9003; }
                    location @first { error_page 419 = @second; return 419; }
                    location @second { proxy_pass http://127.0.0.1:9004; }
                }
                """;
        assertThat(Walks.destination(http, uri)).isEqualTo(destination);
    }

    @ParameterizedTest(name = "{0} {1} goes to {2}")
    @CsvSource({
        "GET, /if, 127.0.0.1:9001 /if",
        "GET, /if?a=1, 127.0.0.1:9002 /if?a=1",
        "GET, /if?a=1&b=1, 127.0.0.1:9001 /if?a=1&b=1",
        "GET, /if?a=0, 127.0.0.1:9001 /if?a=0",
        "POST, /if, 405",
        "GET, /limit?a=1, 127.0.0.1:9004 /limit?a=1",
        "HEAD, /limit?a=1, 127.0.0.1:9004 /limit?a=1",
        "POST, /limit?a=1, 127.0.0.1:9005 /limit?a=1",
    })
    void conditionsAndMethodsChooseTheLevel(String method, String uri, String destination) {
        HttpConf conf = Walks.conf("""
                server {
                    listen 80;
                    location /if {
                        proxy_pass http://127.0.0.1:9001;
                        if ($arg_a) { proxy_pass http://127.0.0.1:9002; }
                        if ($arg_b) { set $x 1; }
                        if ($request_method = POST) { return 405; }
                    }
                    location /limit {
                        proxy_pass http://127.0.0.1:9003;
                        if ($arg_a) { proxy_pass http://127.0.0.1:9004; }
                        limit_except GET { proxy_pass http://127.0.0.1:9005; }
                    }
                }
                """);
        assertThat(Walks.destination(conf, Walks.request(method, "a.example", uri)))
                .isEqualTo(destination);
    }

    @ParameterizedTest(name = "{0} belongs to {1}")
    @CsvSource({
        "www.example.com, 127.0.0.1:9001 /",
        "WWW.Example.com:8080, 127.0.0.1:9001 /",
        "www.example.com., 127.0.0.1:9001 /",
        "a.example.com, 127.0.0.1:9002 /",
        "a.sub.example.com, 127.0.0.1:9003 /",
        "mail.example.org, 127.0.0.1:9004 /",
        "bare.test, 127.0.0.1:9005 /",
        "x.bare.test, 127.0.0.1:9005 /",
        "w12.rx, 127.0.0.1:9006 /",
        "nobody.invalid, 127.0.0.1:9007 /",
        "bad/host, 400",
    })
    void aHostBelongsToTheMostExactName(String host, String destination) {
        HttpConf conf = Walks.conf("""
                server { listen 80; server_name www.example.com; location / { proxy_pass http://127.0.0.1:9001; } }
                server { listen 80; server_name *.example.com; location / { proxy_pass http://127.0.0.1:9002; } }
                server { listen 80; server_name *.sub.example.com; location / { proxy_pass http://127.0.0.1:9003; } }
                server { listen 80; server_name mail.*; location / { proxy_pass http://127.0.0.1:9004; } }
                server { listen 80; server_name .bare.test; location / { proxy_pass http://127.0.0.1:9005; } }
                server { listen 80; server_name ~^w\\d+\\.rx$; location / { proxy_pass http://127.0.0.1:9006; } }
                server { listen 80 default_server; server_name _; location / { proxy_pass http://127.0.0.1:9007; } }
                """);
        assertThat(Walks.destination(conf, Walks.get(host, "/"))).isEqualTo(destination);
    }

    @Test
    void variablesAndMapsChooseTheUpstream() {
        HttpConf conf = Walks.conf("""
                map $host $pool { default 127.0.0.1:9001; ~^(?<t>[a-z]+)\\.tenants$ $t; }
                upstream acme { server 127.0.0.1:9002; }
                server { listen 80; set $backend http://$pool; location / { proxy_pass $backend; } }
                """);
        assertThat(Walks.destination(conf, Walks.get("acme.tenants", "/x"))).isEqualTo("127.0.0.1:9002 /x");
        assertThat(Walks.destination(conf, Walks.get("other", "/x"))).isEqualTo("127.0.0.1:9001 /x");
    }

    @Test
    void whatDependsOnTheClientsAddressIsUnknown() {
        String http = "geo $inside { default 0; 10.0.0.0/8 1; }\n"
                + "server { listen 80; location / { if ($inside) { return 403; } proxy_pass http://127.0.0.1:9001; } }";
        assertThat(Walks.destination(http, "/")).isEqualTo("unknown");
    }

    @Test
    void luaThatMayChangeTheUriMakesItUnknown() {
        String http =
                "server { listen 80; location / { rewrite_by_lua_block { x() } proxy_pass http://127.0.0.1:9001; } }";
        assertThat(Walks.destination(http, "/")).isEqualTo("unknown");
    }

    @Test
    void plainRequestsToATlsPortAreTurnedAway() {
        HttpConf conf = Walks.conf("server { listen 80 ssl; location / { proxy_pass http://127.0.0.1:9001; } }");
        ClientRequest tls = new ClientRequest("GET", "a", "127.0.0.1", 80, null, true, "/", Map.of(), 200, Set.of());
        assertThat(Walks.destination(conf, Walks.get("a", "/"))).isEqualTo("497");
        assertThat(Walks.destination(conf, Walks.request("TRACE", "a", "/"))).isEqualTo("405");
        assertThat(Walks.destination(conf, tls)).isEqualTo("127.0.0.1:9001 /");
    }

    @Test
    void anAddressOfItsOwnComesBeforeAllAddresses() {
        HttpConf conf = Walks.conf("""
                server { listen 80; server_name a; location / { proxy_pass http://127.0.0.1:9001; } }
                server { listen 127.0.0.1:80; server_name b; location / { proxy_pass http://127.0.0.1:9002; } }
                """);
        assertThat(Walks.destination(conf, Walks.get("a", "/"))).isEqualTo("127.0.0.1:9002 /");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Length: 5 | 127.0.0.1:9001 /",
                "Content-Length: five | 400",
                "Content-Length: | 400",
                "Content-Length: 5\\n5 | 400",
                "Transfer-Encoding: chunked | 127.0.0.1:9001 /",
                "Transfer-Encoding: chunked\\nchunked | 400",
                "Transfer-Encoding: gzip, chunked | 501",
            })
    void aBodyWhoseLengthIsNotUnderstoodIsRefusedBeforeAnyLocation(String header, String destination) {
        String[] parts = header.split(":", 2);
        ClientRequest request = new ClientRequest(
                "POST",
                "a.example",
                "127.0.0.1",
                80,
                null,
                false,
                "/",
                Map.of(parts[0], parts[1].strip().replace("\\n", "\n")),
                200,
                Set.of());

        assertThat(Walks.destination(
                        Walks.conf("server { listen 80; location / { proxy_pass http://127.0.0.1:9001; } }"), request))
                .isEqualTo(destination);
    }

    @Test
    void before1dot21dot1TheLengthGivesWayToChunks() {
        ClientRequest both = new ClientRequest(
                "POST",
                "a.example",
                "127.0.0.1",
                80,
                null,
                false,
                "/",
                Map.of("content-length", "5", "transfer-encoding", "chunked"),
                200,
                Set.of());
        String http = "server { listen 80; location / { proxy_pass http://127.0.0.1:9001; } }";

        assertThat(Walks.destination(Walks.conf(http, "1.22.1"), both)).isEqualTo("400");
        assertThat(Walks.destination(Walks.conf(http, "1.20.2"), both)).isEqualTo("127.0.0.1:9001 /");
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "'', /, 403",
        "'autoindex on;', /, 200",
        "'', /sub/, 404",
        "'', /aliased/, 403",
        "'', /aliased/sub/, 404",
        "'error_page 403 @app;', /, 127.0.0.1:9001 /",
        "'error_page 404 @app;', /, 403",
    })
    void aDirectoryWithoutAnIndexIsForbidden(String directive, String uri, String destination) {
        String http =
                "server { listen 80; root /srv; " + directive + " location / { } location /aliased/ { alias /srv/; }"
                        + " location @app { proxy_pass http://127.0.0.1:9001; } }";
        ClientRequest request = new ClientRequest(
                "GET", "a.example", "127.0.0.1", 80, null, false, uri, Map.of(), 200, Set.of("/readme"));

        assertThat(Walks.destination(Walks.conf(http), request)).isEqualTo(destination);
        assertThat(Walks.destination(http, uri))
                .as("without any file there is no directory")
                .isIn("404", "127.0.0.1:9001 " + uri);
    }
}
