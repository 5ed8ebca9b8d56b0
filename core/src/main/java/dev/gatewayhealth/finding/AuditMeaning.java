package dev.gatewayhealth.finding;

/** The meanings of what the audit of the contract finds: states of two configurations, which last until one of them changes. */
final class AuditMeaning {

    private static final String LOST =
            "`502`; error log `upstream prematurely closed connection while reading response header from upstream`, or"
                    + " `recv() failed (104: Connection reset by peer)`. GET and the like are tried again and succeed.";

    private static final String REFUSED =
            "`502`; error log `connect() failed (111: Connection refused) while connecting to upstream`.";

    private AuditMeaning() {}

    static Meaning of(Code code) {
        return switch (code) {
            case NOT_LISTENING ->
                new Meaning(
                        """
                    nginx, which listens on this machine, proxies to an address of this machine that nobody has listened on for \
                    several seconds; or to a unix socket that does not exist, or whose file refuses because its process has ended; or to one \
                    of this service's own whose file was taken away. Or to this service itself, with a scheme that nobody takes \
                    there: `https` to a listener without TLS, `http` to one that takes nothing else; \
                    or by `fastcgi_pass` and its like, or `grpc_pass` where it takes no HTTP/2; \
                    or a `stream` server with `proxy_ssl on` to a listener without TLS, or `proxy_protocol on` to a Tomcat. A notice where the address has nothing to do with \
                    this service: no group and no `server` block is shared with it. Over when somebody listens.""",
                        REFUSED
                                + " Where TLS meets plain HTTP: `502`; error log `SSL_do_handshake() failed (SSL: … wrong"
                                + " version number) while SSL handshaking to upstream`; the other way round Tomcat answers `400`, and others send a TLS alert, which nginx passes on as it is,"
                                + " without any status; error log `upstream sent no valid HTTP/1.0 header`."
                                + " Of a group with other servers nginx tries the next, and logs the same.",
                        "`address`, `at` where it is written, `location` the first that leads there, `upstream` the group;"
                                + " `speaks`, `takes` where only the protocol is another",
                        "The address the service listens on, or `server … down;` in a group.",
                        "Listen where nginx proxies to, before nginx needs it.");
            case SOCKET_PERMISSIONS ->
                new Meaning(
                        """
                    nginx's workers may not write to a unix socket of this service, or not enter a directory above it. Who they \
                    are is taken from the running processes, else from `user` in the configuration. Over when they may.""",
                        "`502`; error log `connect() to unix:… failed (13: Permission denied) while connecting to upstream`.",
                        "`path`, `mode`, `uid`, `gid` of the socket; `workerUid`, `user`, `userSource` of nginx's workers",
                        "`user` with a user who may.",
                        "`unixDomainSocketPathPermissions` of Tomcat's connector; or `chmod`, or a common group.");
            case HOST_INVALID ->
                new Meaning(
                        """
                    nginx sends the name of the upstream block as `Host`, because no `proxy_set_header Host` is in force, and the \
                    name has an underscore. A notice on servers other than Tomcat, which let it pass.""",
                        "`400` of Tomcat's to every request; nothing in the error log.",
                        "`host`, `upstream`, `at` the `proxy_pass`, `locations`",
                        "`proxy_set_header Host $host;`, or a name without underscore.",
                        "Nothing: Tomcat has no setting for it.");
            case KEEPALIVE_RACE ->
                new Meaning(
                        """
                    nginx keeps idle connections to this service at least as long as the service does, or less than half a second \
                    shorter: one may send while the other closes. Jetty's low-resource mode and HTTP/2 have idle timeouts of their \
                    own, and the one in force is meant. A warning once a near miss was seen, or nginx's error log (`nginx.error-log`) \
                    holds connections closed before an answer that no broken exchange explains. None where nginx keeps no \
                    connections, or each carries one request.""",
                        LOST + " POST, LOCK and PATCH only with `non_idempotent`.",
                        """
                    `idleTimeoutMs`, `idleTimeoutSource` of the service; `keepaliveTimeoutMs`, `keepaliveTimeoutSource` of nginx; \
                    `upstream`, `locations`, `httpVersion`, `nextUpstream`; `nearMisses`, `closedUnderRequest` once there were any""",
                        "`keepalive_timeout` in the upstream block, 5 s below the service's.",
                        "A longer idle timeout: `server.tomcat.keep-alive-timeout`, `server.jetty.connection-idle-timeout`.");
            case KEEPALIVE_NEAR_MISS ->
                new Meaning(
                        """
                    A request came on a connection that was idle for all but a twentieth of the service's idle timeout, or all but \
                    a second of it, while `keepalive-race` stands. Of many requests in a second some are looked at; seen \
                    on Tomcat's NIO connector, Jetty, Undertow and the JDK's server. Active for 60 s after the last one.""",
                        "Nothing this time; a moment later " + LOST,
                        "`idleMs`, `idleTimeoutMs`",
                        "`keepalive_timeout` in the upstream block, below the service's.",
                        "A longer idle timeout than nginx's.");
            case APPLICATION_TIMEOUT_LONGER ->
                new Meaning(
                        """
                    The service waits longer for something than the strictest location waits for the service: for asynchronous \
                    requests, or by whatever of the well-known timeouts is set. They are looked for in system properties and the \
                    environment; the Spring Boot starter looks wherever Spring reads them, and asks HikariCP's pools.""",
                        "`504`; error log `upstream timed out (110: Connection timed out) while reading response header from upstream`.",
                        "`timeout`, `timeoutMs` (none if it never ends), `timeoutSource`; `location`, `limitMs`, `limitSource`",
                        "A longer `proxy_read_timeout` for that location.",
                        "A timeout below nginx's, so that the service still can say what went wrong.");
            case UPLOAD_LIMIT ->
                new Meaning(
                        """
                    nginx lets larger bodies through than the service takes; or the service was set to take larger ones than any \
                    location lets through. Defaults of the service that are merely above nginx's are no finding.""",
                        """
                    Larger than the service's limit: sent in full, then the service's own refusal, or `502` with `writev() failed \
                    (104: Connection reset by peer) while sending request to upstream`. Larger than nginx's: `413`, error log \
                    `client intended to send too large body`.""",
                        """
                    `location`, `clientMaxBodySize`, `clientMaxBodySizeSource` of nginx; `bodyBytes`, `bodySource`, `swallowBytes` \
                    of the service""",
                        "`client_max_body_size` at what the service takes.",
                        "The limit of the service's that is named.");
            case REQUEST_HEADER_LIMIT ->
                new Meaning(
                        """
                    nginx takes larger request headers (`client_header_buffer_size` and all of `large_client_header_buffers` \
                    together) than the service. So it is with the defaults of nginx and of most servers.""",
                        "`400` or `431` of the service's, before any filter or servlet; nothing in the error log.",
                        "`requestHeaderBytes`, `requestHeaderSource`; `gatewayHeaderBytes`, `gatewayHeaderSource`; `server` block",
                        "Smaller `large_client_header_buffers`: nginx then answers `400` or `414` itself, and logs it.",
                        "A larger limit: `server.max-http-request-header-size`.");
            case LISTEN_ADDRESS ->
                new Meaning(
                        """
                    The service listens on all addresses, and nginx reaches it on a loopback address only. Or nginx proxies to \
                    `localhost`, which is two addresses here, and the service listens on one of them.""",
                        "Nothing: who can reach the port goes past nginx. Of `localhost` every other connection is refused and tried again.",
                        "`address`, `port`, `proxyPass`",
                        "`127.0.0.1` in place of `localhost`.",
                        "`server.address=127.0.0.1`; `address` of Tomcat's connector.");
            case SINGLE_UPSTREAM ->
                new Meaning(
                        """
                    nginx has no other server to ask than this one. A name that may stand for several addresses is not meant.""",
                        REFUSED + " For as long as the service restarts.",
                        "`address`, `upstream`, `at`",
                        "Another `server` in the upstream block.",
                        "A second instance.");
            case NOT_PROXIED ->
                new Meaning(
                        """
                    No location of the configuration proxies to a port or socket the service listens on. Nothing is said where a \
                    location proxies to what the request names, or to a name that may be this machine's.""",
                        "What its other locations answer.",
                        "`address`, `proxied` where the locations proxy to",
                        "A location with `proxy_pass` to the service.",
                        "Listen where nginx proxies to, or name the right configuration in `nginx.conf`.");
            default -> throw new IllegalArgumentException(code + " is not found by the audit");
        };
    }
}
