package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.contract.Received;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged configurations: whatever they say, there is a contract, soon, and no exception. {@code -Dfuzz.count} decides how many. */
class ConfFuzzTest {

    private static final String SOUND = """
            events { }
            http {
                map $host $pool { default app; ~^(?<t>[a-z]+)\\.x$ $t; }
                proxy_set_header Host $host;
                upstream app { server 127.0.0.1:8080 weight=2; keepalive 4; keepalive_timeout 5s; }
                server {
                    listen 80 default_server;
                    listen [::]:80;
                    server_name a.example *.b.example ~^c\\d+$;
                    rewrite ^/old/(.*)$ /new/$1 last;
                    location / { proxy_pass http://app; proxy_read_timeout "1m 30s"; }
                    location ~* ^/(a+)+\\.(gif|jpg)$ { proxy_pass http://$pool; }
                    location /api/ { proxy_pass http://app/v1/; if ($arg_a = 'x y') { set $z 1; } }
                    location /cut/ { rewrite ^/cut/(.*)$ /$1 break; proxy_pass http://127.0.0.1:8080; }
                    location /files/ { try_files $uri $uri/ @app; limit_except GET { deny all; } }
                    location @app { error_page 404 = /x; proxy_pass http://app; }
                    access_by_lua_block { local s = "}" -- {
                    }
                }
            }
            """;

    private static final String[] PIECES = {
        "{",
        "}",
        ";",
        "\"",
        "'",
        "\\",
        "#",
        "$",
        "${",
        "*",
        "(",
        "[",
        "\n",
        "include x/*.conf;",
        "include nginx.conf;",
        "location ",
        "if (",
        "~ ",
        "\0",
        "\u00e9"
    };

    @Test
    void everyDamagedConfigurationYieldsAContract() {
        int count = Integer.getInteger("fuzz.count", 2_000);
        long longest = 0;
        for (int seed = 0; seed < count; seed++) {
            String text = damaged(new Random(seed));
            long began = System.nanoTime();
            int number = seed;
            assertThatCode(() -> use(text)).as("seed %d:%n%s", number, text).doesNotThrowAnyException();
            longest = Math.max(longest, System.nanoTime() - began);
        }
        assertThat(longest / 1_000_000).as("slowest, ms").isLessThan(2_000);
    }

    private static void use(String text) {
        NginxConf tree = NginxConf.parse(text);
        GatewayContract contract =
                ContractReader.contract("fuzz", tree, "1.31.5", List.of(Listening.port(8080)), Overrides.none());
        HttpConf conf = HttpConf.of(tree.directives(), Version.of("1.22.1"));
        Resolver resolver = new Resolver(conf, Walks.here(8080));
        for (String path :
                new String[] {"/", "/api/%41//../b", "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.gi", "/cut/x", "/files/"}) {
            contract.match(new Received("a.example", path, "HTTP/1.0", "GET"));
            resolver.resolve(Walks.request("POST", "c1", path + "?a=x+y"));
        }
    }

    private static String damaged(Random random) {
        StringBuilder text = new StringBuilder(SOUND);
        int damages = 1 + random.nextInt(6);
        for (int i = 0; i < damages && text.length() > 2; i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(40));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                case 3 -> text.setCharAt(at, (char) random.nextInt(256));
                default -> text.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
            }
        }
        return text.toString();
    }
}
