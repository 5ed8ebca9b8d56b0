package dev.gatewayhealth.nginx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Configurations nobody wrote, of the words people use, and requests for them, as a {@link GatewayCase}: the same seed makes the same. */
final class RandomGateway {

    private static final String[] HOSTS = {
        "a.test",
        "A.Test",
        "www.a.test",
        "x.y.a.test",
        "a.test.",
        "a.test:81",
        "b.test",
        "b.test.org",
        "c12.test",
        "other",
        "localhost",
        "127.0.0.1",
        "[::1]",
        "-"
    };

    private static final String[] NAMES = {
        "a.test",
        "*.a.test",
        ".a.test",
        "b.*",
        "B.test",
        "b.test.org",
        "www.a.*",
        "*.y.a.test",
        "\"\"",
        "_",
        "localhost",
        "~^c(\\d+)\\.test$",
        "~^(?<sub>[a-z]+)\\.a\\.test$",
        "~^B\\.(.+)$",
        "\"~^c\\d{1,2}\"",
        "$hostname",
        "127.0.0.1"
    };

    private static final String[] PREFIXES = {
        "/",
        "/",
        "/api",
        "/api/",
        "/api/v1",
        "/api/v1/",
        "/app/",
        "/app/x",
        "/static/",
        "/static",
        "/img/",
        "/a",
        "/a/",
        "/a/b",
        "/a/b/",
        "/old",
        "/old/",
        "/new/",
        "/user/",
        "\"/a b/\"",
        "/%61/",
        "/index.html",
        "/50x.html",
        "/caf\u00e9/",
        "/A/",
        "\"/a;b\"",
        "/x+y/",
        "/.well-known/"
    };

    private static final String[] REGEXES = {
        "\\.(jsp|do)$",
        "\\.(?:png|gif|JPE?G)$",
        "^/api/(v\\d+)/(.*)$",
        "^/(?<ctx>[a-z]+)/",
        "/b/",
        "^/user/(\\d+)",
        "\\.html$",
        "^/(a|app)(/.*)?$",
        "\"^/[a-z]{3}/\"",
        "^/static/(?<file>.+)",
        "/$",
        "^/old",
        ".",
        "caf",
        "(?i)^/APP/",
        "//"
    };

    private static final String[] REWRITES = {
        "^/old/(.*)$ /new/$1",
        "^/api/(.*)$ /$1",
        "^(.*)$ /app$1",
        "^/a/([^/]+)/?(.*)$ /b/$1?x=$2",
        "^/(?<ctx>\\w+)/(.*)$ /$ctx/v2/$2",
        "/static/(.*) /img/$1?",
        "^ /index.html",
        "^/user/(\\d+)$ /profile?id=$1&y=%20",
        ". /x",
        "^/app/(.*)$ /$1?from=$uri",
        "(.*)/$ $1",
        "^/a(.*)$ /api$1?q=1",
        "/b/ /api/$arg_x",
        "^/(.*)$ /$1?$args",
        "^/new/(.*) \"/a b/$1\"",
        "^/caf(.*)$ /x$1",
        "^/api/?$ http://$host/app/",
        "(?i)^/A/(.*) /a/$1",
        "^/x/(.*)$ //$1",
        "^/img/(.*)$ $1"
    };

    private static final String[] FLAGS = {"", "", " last", " last", " break", " break", " redirect", " permanent"};

    private static final String[] CONDITIONS = {
        "$request_method = POST",
        "$request_method !~ ^(GET|HEAD)$",
        "$http_x_mode",
        "$http_x_mode = \"on\"",
        "$host ~* ^(www)\\.(.*)$",
        "$host != a.test",
        "$args ~ \"x=(\\d+)\"",
        "$uri ~ ^/api/(.*)",
        "$request_uri ~* \"/(old|new)/\"",
        "!-f $request_filename",
        "-d $request_filename",
        "!-e $document_root/maintenance",
        "$arg_go = \"1\"",
        "$arg_X",
        "$cookie_s",
        "$mapped",
        "$mapped = app1",
        "$scheme != https",
        "$http_user_agent ~* \"(curl|bot)\"",
        "$server_port = PORT1",
        "$is_args",
        "$flag",
        "$flag = ''",
        "$query_string = \"x=1\"",
        "$http_host = b.test",
        "$server_name ~ ^a",
        "$ctx",
        "$server_protocol = HTTP/1.0",
        "$http_upgrade = websocket",
        "$document_uri = /",
        "$content_length",
        "$bydevice = app2"
    };

    private static final String[] URIS = {
        "/",
        "/api",
        "/api/",
        "/api/v1",
        "/api/v1/users",
        "/api/v1/users?x=1",
        "/API/v1/",
        "/app",
        "/app/",
        "/app/x.jsp",
        "/app/x/y.do;jsessionid=1",
        "/static",
        "/static/",
        "/static/a.png",
        "/static/a.JPG?v=2",
        "/img/x.gif",
        "/a",
        "/a/",
        "/a/b",
        "/a/b/",
        "/a/b/c",
        "/A/b",
        "/a%20b/c",
        "/a%20b/",
        "/%61/b",
        "/a/%62/c%2Fd",
        "/a//b",
        "//a/b",
        "/a/./b/../c",
        "/a/..",
        "/../a",
        "/a/%2e%2e/api/",
        "/a/b%3Fx=1",
        "/old/thing",
        "/old/thing?x=12&go=1",
        "/old",
        "/new/x",
        "/user/12",
        "/user/12?go=1",
        "/user/x",
        "/b/x",
        "/x",
        "/x+y/z",
        "/x/y+z?x=a+b",
        "/index.html",
        "/caf%C3%A9/x",
        "/caf%c3%a9/",
        "/a;b",
        "/a;b/c",
        "/?x=1",
        "/?",
        "/a?go=1&x=2",
        "/a/b?X=9",
        "/a/b#frag",
        "/.well-known/acme",
        "/api/v1/a%25b",
        "/a/b%",
        "/a/%00",
        "/api/v2/x%22y",
        "/a/{b}|c",
        "/x.html",
        "/a/x.html?",
        "/a\\b",
        "/app/%E2%82%AC",
        "/a/...",
        "/a/.b",
        "/a/b..",
        "http://a.test/api/v1/x",
        "http://b.test",
        "HTTP://A.Test:80/a/b?x=1",
        "http://www.a.test?x=3",
        "/profile",
        "/50x.html"
    };

    private static final String[] HEADERS = {
        "X-Mode:on",
        "X-Mode:off",
        "X-Mode:0",
        "Cookie:s=1;t=2",
        "Cookie:t=2",
        "User-Agent:curl/8",
        "User-Agent:Mobile",
        "Upgrade:websocket",
        "Content-Length:0",
        "X_Mode:on",
        "X-Forwarded-Proto:https",
        "X-Backend:app2",
        "Accept:application/json"
    };

    private static final String[] METHODS = {
        "GET", "GET", "GET", "GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND"
    };

    private static final String[] VARIABLES = {
        "$host",
        "$http_host",
        "$uri",
        "$request_uri",
        "$args",
        "$is_args$args",
        "$arg_x",
        "$server_name",
        "$mapped",
        "$flag",
        "$1",
        "$2",
        "$ctx",
        "$sub",
        "$proxy_host",
        "$scheme",
        "$server_port",
        "$request_method",
        "$cookie_s",
        "$http_x_mode",
        "$bydevice",
        "$document_uri",
        "$bypath",
        "$query_string",
        "$http_x_backend",
        "$http_user_agent",
        "$proxy_port"
    };

    private static final String[] TEXTS = {"app1", "app2", "", "0", "1", "/x", "on", "$uri", "$host", "$1", "x$arg_x"};

    private static final int ASKS = 30;

    private final Set<String> taken = new HashSet<>();
    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private int number = 100;
    private String indent = "";

    private RandomGateway(long seed) {
        random = new Random(seed);
    }

    static GatewayCase of(long seed) {
        return new GatewayCase("seed " + seed, new RandomGateway(seed).text());
    }

    private String text() {
        for (int i = 0; i < ASKS; i++) {
            ask();
        }
        line("client_header_timeout 171s; client_body_timeout 172s; send_timeout 173s; keepalive_timeout 174s;");
        line("root /nonexistent;");
        line("server_names_hash_bucket_size 128; variables_hash_max_size 2048; map_hash_bucket_size 128;");
        upstreams();
        maps();
        settings(0.3);
        line("map $host $unused { ~^(.)(.)? 1; }");
        // Whoever uses a variable has to know that some level sets it.
        line("server { listen unix:DIR/nobody.sock; set $flag 0; set $ctx 0; set $sub 0; set $v 0; }");
        int servers = 1 + random.nextInt(4);
        boolean files = chance(0.3);
        if (files) {
            line("include conf.d/*.conf;");
        }
        List<String> names = new ArrayList<>(List.of("2", "10", "b", "A", "_", "a.b"));
        Collections.shuffle(names, random);
        for (int i = 0; i < servers; i++) {
            if (files) {
                line("#file conf.d/" + names.get(i) + ".conf");
            }
            server(i);
        }
        return out.toString();
    }

    private void ask() {
        StringBuilder ask = new StringBuilder("#> ").append(one(METHODS)).append(' ');
        ask.append(chance(0.5) ? "a.test" : one(HOSTS)).append(' ').append(one(URIS));
        if (chance(0.15)) {
            ask.append(" on=2");
        }
        if (chance(0.1)) {
            ask.append(" answer=").append(one("404", "500", "503", "301", "204", "403"));
        }
        if (chance(0.3)) {
            ask.append(" header=").append(one(HEADERS));
        }
        out.append(ask).append('\n');
    }

    private void upstreams() {
        block("upstream app1", () -> {
            line("server 127.0.0.1:APP1" + one("", "", " weight=2", " max_fails=0", " fail_timeout=3s") + ";");
            if (chance(0.3)) {
                line("server 127.0.0.1:APP2" + one(" backup", " down", " down", "") + ";");
            }
            if (chance(0.5)) {
                line("keepalive " + one("1", "8", "32") + ";");
            }
            if (chance(0.2)) {
                line("keepalive_timeout " + one("5s", "75", "1m") + ";");
            }
        });
        block("upstream app2", () -> {
            line("zone app2 64k;");
            line("server localhost:APP2;");
        });
        block("upstream App_3.test", () -> line("server 127.0.0.1:APP1;"));
    }

    private void maps() {
        block(
                "map " + one("$host", "$http_x_mode", "$arg_x", "$uri", "$request_method", "\"$host$uri\"", "$flag")
                        + " $mapped",
                () -> {
                    if (chance(0.3)) {
                        line("hostnames;");
                    }
                    if (chance(0.1)) {
                        line("volatile;");
                    }
                    if (chance(0.6)) {
                        line("default " + one("app1", "app2", "\"\"", "0") + ";");
                    }
                    line(one("a.test", "on", "1", "/a", "GET", "*.a.test") + " "
                            + one("app1", "app2", "1", "/api", "$uri") + ";");
                    line(one("~^/api/(.*)$", "~*^w+\\.(.*)$", "~^(?<sub>x)", "~^\\d+$", "~^PO", "\"~a b\"", ".b.test")
                            + " " + one("app2", "app1", "$1", "x$sub", "'0'") + ";");
                });
        block("map $http_user_agent $bydevice", () -> {
            line("default app1;");
            line("~*mobile app2;");
        });
        block("map $uri $bypath", () -> {
            line("default 127.0.0.1:APP1;");
            line("~^/api/ 127.0.0.1:APP2;");
            line("~^/(?<ctx>app)/(.*) app2/$2;");
            line("/a app1;");
        });
    }

    private void server(int index) {
        block("server", () -> {
            listens(index);
            if (chance(0.85)) {
                String names = one(NAMES);
                for (int i = random.nextInt(3); i > 0; i--) {
                    names += " " + one(NAMES);
                }
                line("server_name " + names + ";");
            }
            if (chance(0.1)) {
                line("merge_slashes off;");
            }
            if (chance(0.05)) {
                line("ignore_invalid_headers off;");
            }
            if (chance(0.1)) {
                line("underscores_in_headers on;");
            }
            settings(0.25);
            scripts(0.25, false);
            if (chance(0.08)) {
                line(tryFiles());
            }
            taken.clear();
            int locations = 1 + random.nextInt(6);
            for (int i = 0; i < locations; i++) {
                location("", 0);
            }
            if (chance(0.7) && taken.add("/")) {
                block("location /", () -> {
                    settings(0.2);
                    line("proxy_pass " + target(false) + ";");
                });
            }
            for (int i = 0; i < 2; i++) {
                String name = "location @n" + i;
                block(name, () -> inside(true));
            }
        });
    }

    private void listens(int index) {
        String first = index == 0 || chance(0.7) ? "PORT1" : "PORT2";
        String more = index == 1 && chance(0.2) ? " default_server" : "";
        line("listen " + one("127.0.0.1:", "127.0.0.1:", "", "*:", "localhost:") + first + more + ";");
        if (index == 0) {
            line("listen " + one("", "127.0.0.1:") + "PORT2;");
        }
    }

    private void location(String within, int depth) {
        boolean regex = within.equals("~") || chance(0.3);
        String pattern = regex ? one(REGEXES) : prefix(within);
        String modifier = regex ? one("~ ", "~ ", "~* ") : one("", "", "", "", "", "^~ ", "= ");
        if (chance(0.05)) {
            modifier = modifier.trim();
        }
        boolean exact = modifier.startsWith("=");
        String apart = pattern.startsWith("\"") && !modifier.isEmpty() ? modifier.trim() + " " : modifier;
        String name = "location " + apart + pattern;
        block(name, () -> {
            inside(regex);
            if (!exact && depth < 2) {
                while (chance(0.2)) {
                    location(regex ? "~" : pattern.replace("\"", ""), depth + 1);
                }
            }
        });
    }

    private String prefix(String within) {
        for (int i = 0; i < 20; i++) {
            String prefix = one(PREFIXES);
            if (prefix.replace("\"", "").startsWith(within) && taken.add(prefix)) {
                return prefix;
            }
        }
        return "\"" + within + (within.endsWith("/") ? "z" : "/z") + number++ + "\"";
    }

    private void inside(boolean noUri) {
        settings(0.2);
        if (chance(0.06)) {
            line("internal;");
        }
        scripts(0.3, true);
        if (chance(0.12)) {
            line(tryFiles());
        }
        if (chance(0.1)) {
            line("index " + one("index.html", "index.jsp /index.jsp", "/app/index", "$mapped", "x.html /a/b") + ";");
        }
        if (chance(0.08)) {
            block("limit_except " + one("GET", "GET POST", "POST", "PUT DELETE OPTIONS"), () -> {
                if (chance(0.5)) {
                    line("proxy_pass http://app2;");
                } else {
                    line("deny all;");
                }
            });
        }
        if (chance(0.06)) {
            line(one("deny all;", "allow 127.0.0.1; deny all;", "allow all;", "satisfy any; deny all;"));
        }
        if (chance(0.07) && !noUri) {
            line(one("alias /nonexistent/x/;", "root /nonexistent/y;"));
        }
        if (chance(0.85)) {
            line("proxy_pass " + target(noUri) + ";");
        }
    }

    private String target(boolean noUri) {
        if (chance(0.15)) {
            return one(
                    "http://$bydevice",
                    "http://$bydevice/",
                    "http://$bydevice$request_uri",
                    "http://app1$uri",
                    "http://app1$uri$is_args$args",
                    "http://$bypath",
                    "http://127.0.0.1:APP2/$1",
                    "http://app1/x/$ctx/$2",
                    "http://app1/$mapped",
                    "http://app1?u=$uri",
                    "$scheme://app2",
                    "http://${bydevice}/v/$arg_x?y=1",
                    "http://$http_x_backend",
                    "http://127.0.0.1:APP1$request_uri");
        }
        String base = one(
                "http://app1",
                "http://app2",
                "http://127.0.0.1:APP1",
                "http://localhost:APP2",
                "HTTP://App1",
                "http://app_3.TEST");
        return base
                + (noUri || chance(0.5)
                        ? ""
                        : one("/", "/", "/v1", "/v1/", "/a%20b/", "/caf\u00e9/", "?x=1", "/x?y=1", "/x%20y"));
    }

    private void settings(double much) {
        if (chance(much)) {
            line("proxy_read_timeout " + number++ + "s;");
        }
        if (chance(much)) {
            line("proxy_connect_timeout " + number++ + "s;");
        }
        if (chance(much)) {
            line("proxy_buffer_size " + one("4096", "8k", "16K", "12k") + "; proxy_buffers 8 16k; "
                    + "proxy_busy_buffers_size 32k;");
        }
        if (chance(much)) {
            line("client_max_body_size " + one("0", "10m", "1G", "5k") + ";");
        }
        if (chance(much)) {
            line("proxy_set_header X-Level " + number++ + ";");
            if (chance(0.5)) {
                line("proxy_set_header Host "
                        + one(
                                "$host",
                                "$http_host",
                                "$proxy_host",
                                "\"\"",
                                "fixed.test",
                                "$host:$server_port",
                                "$mapped")
                        + ";");
            }
            if (chance(0.3)) {
                line("proxy_set_header Connection " + one("\"\"", "close", "upgrade", "$http_connection") + ";");
            }
            if (chance(0.5)) {
                line("proxy_set_header X-Says \"" + one(VARIABLES) + " " + one(VARIABLES) + "\";");
            }
        }
        if (chance(much * 0.5)) {
            line("proxy_http_version " + one("1.1", "1.0") + ";");
        }
        if (chance(much * 0.6)) {
            line("error_page " + errorPage() + ";");
        }
        if (chance(much * 0.3)) {
            line("proxy_intercept_errors on;");
        }
        if (chance(much * 0.2)) {
            line("recursive_error_pages on;");
        }
        if (chance(much * 0.2)) {
            line(one(
                    "proxy_redirect off;",
                    "absolute_redirect off;",
                    "server_name_in_redirect on;",
                    "proxy_buffering off;",
                    "proxy_method POST;",
                    "proxy_pass_request_headers off;",
                    "proxy_next_upstream off;",
                    "log_not_found off;",
                    "add_header X-A $uri;",
                    "proxy_bind 127.0.0.1;"));
        }
    }

    private String errorPage() {
        String statuses = one("404", "404", "403", "405", "500 502 503 504", "301", "403 404", "400", "418");
        String answer = one("", "", " =", " =200", " =302");
        return statuses + answer + " "
                + one(
                        "@n0",
                        "@n1",
                        "@n0",
                        "/50x.html",
                        "/app/x",
                        "/a/b?x=1",
                        "$uri",
                        "http://x.test/",
                        "/api$uri",
                        "@none");
    }

    private String tryFiles() {
        return "try_files "
                + one("$uri", "$uri $uri/", "$uri /maint.html $uri/", "/cache$uri.html")
                + " "
                + one("@n0", "@n1", "=404", "/index.html", "/api$uri", "/app/?$args", "$uri/", "=503", "/a/b?q=$uri")
                + ";";
    }

    private void scripts(double much, boolean inLocation) {
        while (chance(much)) {
            switch (random.nextInt(inLocation ? 9 : 7)) {
                case 0 -> line(set());
                case 1, 2 -> line("rewrite " + one(REWRITES) + one(FLAGS) + ";");
                case 3, 4, 5 -> condition(inLocation);
                case 6 -> {
                    if (chance(0.3)) {
                        line(answer());
                    } else {
                        line("set $flag " + one("1", "0", "''", "$uri") + ";");
                    }
                }
                case 7 -> line("break;");
                default -> line(set());
            }
        }
    }

    private String set() {
        String value = one(TEXTS);
        return "set " + one("$flag", "$flag", "$ctx", "$v", "$args", "$sub") + " " + (value.isEmpty() ? "\"\"" : value)
                + ";";
    }

    private String answer() {
        return one(
                "return 404;",
                "return 403;",
                "return 200 ok;",
                "return 301 /x;",
                "return 302 https://$host$request_uri;",
                "return 444;",
                "return 503;",
                "return 405;",
                "return https://x.test/;",
                "return 418;",
                "return 204;",
                "return 404 text;");
    }

    private void condition(boolean inLocation) {
        block("if (" + one(CONDITIONS) + ")", () -> {
            while (chance(0.6)) {
                switch (random.nextInt(inLocation ? 6 : 4)) {
                    case 0 -> line(set());
                    case 1 -> line("rewrite " + one(REWRITES) + one(FLAGS) + ";");
                    case 2 -> line(answer());
                    case 3 -> line("break;");
                    case 4 -> line("error_page " + errorPage() + ";");
                    default -> {
                        line("proxy_pass " + target(true) + ";");
                        return;
                    }
                }
            }
        });
    }

    private void block(String head, Runnable inside) {
        line(head + " {");
        String before = indent;
        indent = before + "  ";
        inside.run();
        indent = before;
        line("}");
    }

    private void line(String text) {
        out.append(indent).append(text).append('\n');
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }
}
