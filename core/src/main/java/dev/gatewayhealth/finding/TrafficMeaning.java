package dev.gatewayhealth.finding;

/** The meanings of what requests show of how the gateway passes them on. */
final class TrafficMeaning {

    private static final String EVIDENCE = "`requests` looked at in a row; a few of each second are";

    private TrafficMeaning() {}

    static Meaning of(Code code) {
        return switch (code) {
            case HTTP_1_0 ->
                new Meaning(
                        "Twenty requests in a row, over two seconds or more, came over HTTP/1.0. Over with the first of another version.",
                        "Nothing fails; each request costs a connection, and a WebSocket cannot be opened. It is nginx's default before 1.29.7.",
                        EVIDENCE,
                        "`proxy_http_version 1.1;`.",
                        "Nothing.");
            case CONNECTIONS_NOT_REUSED ->
                new Meaning(
                        "Twenty requests in a row, over two seconds or more, had `Connection: close`. Over with the first without it.",
                        "Nothing fails until ports run out (`ephemeral-ports`).",
                        EVIDENCE,
                        "`keepalive 32;` in the upstream block, and `proxy_set_header Connection \"\";` beside `proxy_http_version 1.1;`.",
                        "Nothing.");
            case FORWARDED_HEADERS_MISSING ->
                new Meaning(
                        """
                    Twenty requests in a row, over two seconds or more, had none of `X-Forwarded-For`, `X-Forwarded-Proto`, `X-Real-IP` \
                    and `Forwarded`, and nginx passes requests on to this service: its configuration says so, or their version does. \
                    Over with the first that has one.""",
                        "Nothing fails; links, redirects and logs are made for nginx instead of its client.",
                        EVIDENCE,
                        "`proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;` and `proxy_set_header X-Forwarded-Proto $scheme;`.",
                        "Let the server believe them (`server.forward-headers-strategy=native`).");
            case UPGRADE_STRIPPED ->
                new Meaning(
                        """
                    A request had `Sec-WebSocket-Key` and no `Upgrade`, as no client sends it; once twenty requests over two seconds were \
                    looked at. Active for 60 s after the last one.""",
                        "What the service answers to a plain request, often `400` or `404`; the client's WebSocket fails.",
                        "",
                        "`proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection \"upgrade\";` for that location.",
                        "Nothing.");
            case UNPOLLED ->
                new Meaning(
                        "Requests have come for a minute and more, and nobody has ever asked the endpoint whether they may. Over with the first poll.",
                        "Nothing fails; nobody takes this instance out when it should be.",
                        "`requests` looked at; a few of each second are",
                        "NGINX Plus: `health_check uri=/gateway-health;`. Open-source nginx has no checks of its own; the checker in `samples/nginx` is one.",
                        "HAProxy: `option httpchk GET /gateway-health`; Kubernetes: a `readinessProbe` on it.");
            case ENDPOINT_EXPOSED ->
                new Meaning(
                        """
                    A poll on the service's own port had `X-Forwarded-For`: it came through the gateway, for somebody outside. Active for \
                    60 s after the last one; not where nginx's configuration was read, and has `deny all` or `auth_basic` there.""",
                        "Nothing fails; whoever asks learns the status and the codes of the findings, nothing more.",
                        "",
                        "`location = /gateway-health { allow 127.0.0.1; deny all; proxy_pass …; }`.",
                        "Nothing, or `path` set to one that is not known outside.");
            default -> throw new IllegalArgumentException(code.word());
        };
    }
}
