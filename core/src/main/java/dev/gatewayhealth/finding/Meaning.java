package dev.gatewayhealth.finding;

/**
 * What a code stands for, in words for the one who has to act on it; {@code docs/findings.md} is made of these.
 *
 * @param trigger when it is found, and when it is over
 * @param answer what nginx answers and logs when it comes to pass
 * @param evidence the names in the finding's evidence, each with what it holds; empty if there are none
 * @param nginx what to change on nginx's side
 * @param service what to change in the service, or on its host
 */
public record Meaning(String trigger, String answer, String evidence, String nginx, String service) {

    private static final String HEADER_TIMED_OUT = """
            `504`; error log `upstream timed out (110: Connection timed out) while reading response header from upstream`.""";

    private static final String SILENCE = """
            Before the header it is a `504`, error log `upstream timed out (110: Connection timed out) while reading response \
            header from upstream`. In the middle of a body it is a truncated `200`, error log `upstream timed out (110: \
            Connection timed out) while reading upstream`.""";

    private static final String LIMIT =
            "`location` the contract's match, `phase` `receiving`, `before-header` or `streaming`; "
                    + "`silenceMs` how long nginx has been waiting, `limitMs` how long it will, `limitSource` who says so";

    private static final String WORK = "`thread`, `stack` who works on it now, where that is known";

    private static final String USE = "`used`, `limit`, `source` of the limit; "
            + "`perSecond`, `exhaustedInSeconds`, `confidence` of the forecast, where there is one";

    /** The meaning of a code; one without a meaning does not compile. */
    static Meaning of(Code code) {
        return switch (code) {
            case READ_TIMEOUT_NEAR ->
                new Meaning(
                        """
                    nginx has been waiting for the next byte of an answer for `warn-at` of `proxy_read_timeout`. Before the \
                    answer's header is complete no byte starts the wait again; after it every byte does. A service that is \
                    blocked in a write is not silent: then nginx is the one that does not read. Over when a byte leaves, or \
                    the exchange ends.""",
                        SILENCE,
                        LIMIT + "; `near` how many are, `ambiguous` whether several locations fit; "
                                + "`requestId` as nginx sent it; " + WORK,
                        "A longer `proxy_read_timeout` for this location only, if the work is meant to take that long.",
                        """
                    Give what the request waits for (statement, HTTP client, lock) a timeout below nginx's; answer `202` and go \
                    on behind it; in a stream, send a heartbeat and flush it.""");
            case SEND_TIMEOUT_NEAR ->
                new Meaning(
                        """
                    nginx has been trying to hand over more of the request's body for `warn-at` of `proxy_send_timeout`, and the \
                    service does not read it. Over when it reads on.""",
                        """
                    `504`, error log `upstream timed out (110: Connection timed out) while sending request to upstream`. A small \
                    body fits into the kernel's buffers: then the read timeout ends it.""",
                        LIMIT + "; `near` how many are, `ambiguous` whether several locations fit; "
                                + "`requestId` as nginx sent it; " + WORK,
                        "`client_max_body_size` at what the service accepts, so that nginx refuses with `413` what nobody will read.",
                        "Read the body, or refuse it early and close.");
            case GATEWAY_GAVE_UP ->
                new Meaning(
                        """
                    nginx closed the connection of a request at or after its limit while the service was still at work: the \
                    connection stands in CLOSE_WAIT, or is gone from the kernel's table. On a unix socket the kernel shows \
                    nothing; there it is taken from the limit and marked `inferred`. Active for 60 s after the last one.""",
                        SILENCE,
                        LIMIT + "; `inferred` whether it was seen or concluded; " + "`requestId` as nginx sent it; "
                                + WORK,
                        "A longer `proxy_read_timeout` for this location, or `proxy_next_upstream off` where a second try does harm.",
                        "End the work when the limit has passed: nobody gets its answer any more.");
            case ABANDONED_WORK ->
                new Meaning(
                        """
                    Requests are still at work although nginx, or the client behind it, has left. Over when the last of them \
                    has ended.""",
                        "Nothing any more: `504` was answered, or `499` logged, before. The service itself will report a clean `200`.",
                        "`running` how many, `longestMs` how long the longest has been alone; " + "`location`" + "; "
                                + WORK,
                        "`proxy_ignore_client_abort off` (the default): nginx hangs up when its client does, which is how it is seen here.",
                        "Give what the work waits for a timeout below nginx's, so that it ends by itself.");
            case QUEUE_WAIT ->
                new Meaning(
                        """
                    A request waits for a thread for half of `proxy_read_timeout` and more: seen at the head of the executor's \
                    queue, or afterwards by `X-Request-Start`, as far as a queue was there; or the head has waited a tenth of it, and the last in the queue will \
                    wait half of it if the queue is served as fast as in the last seconds. Critical from all of it: it is served for nobody. The queue's is \
                    over when it moves on; the other is active for 60 s after the last one.""",
                        HEADER_TIMED_OUT,
                        "`queued`, `oldestQueuedMs` of the executor's queue, `expectedMs` for the last in it, or `waitedMs` of a request that came through; "
                                + "`limitMs` the strictest `proxy_read_timeout`",
                        """
                    `server … max_conns=` in the upstream block turns the excess to another server instead of the queue; \
                    `proxy_set_header X-Request-Start "t=${msec}";` makes the wait of each request visible.""",
                        "Find what holds the threads; bound the queue, and answer `503` to what cannot be served in time.");
            case RESPONSE_HEADER_LARGE, RESPONSE_ABORTED, RESPONSE_INVALID -> ResponseMeaning.of(code);
            case REQUEST_THREADS ->
                new Meaning(
                        """
                    The threads that serve a connector are busy to `warn-at` of their number, or will all be within `horizon` if \
                    the trend holds. Critical when all of them are busy and requests wait. It makes the instance `DOWN` only \
                    where `down-on` names it: a slow database fills the threads of every instance at once.""",
                        HEADER_TIMED_OUT,
                        USE + "; `queued`, `oldestQueuedMs` of the queue before the threads",
                        "`server … max_conns=` of the number of threads, so that nginx tries another server instead of the queue.",
                        """
                    Find what the threads wait for; more of them wait for it longer. If they work: more threads \
                    (`server.tomcat.threads.max`), or a bounded queue.""");
            case FILE_DESCRIPTORS ->
                new Meaning(
                        """
                    The process has `warn-at` of its file descriptors open, or will have all of them open within `horizon` if \
                    the trend holds. Critical, and `DOWN` after three seconds, when none is left.""",
                        """
                    `504`, not `502`: the kernel still accepts connections, the service no longer does. Error log `upstream timed \
                    out (110: Connection timed out) while reading response header from upstream`.""",
                        USE + "; `open` how many are sockets, files, pipes and others, `peers` with whom the most"
                                + " TCP sockets are connected and how many of those are in CLOSE_WAIT, `filesIn` the directories of the most"
                                + " files, all three estimated from a sample",
                        "Nothing that helps but another server in the upstream block.",
                        """
                    Close what is opened: the evidence tells what there is most of, and to whom. A higher `LimitNOFILE` in the \
                    systemd unit buys time.""");
            case CONNECTIONS ->
                new Meaning(
                        """
                    A connector holds `warn-at` of the connections it may hold at once, idle ones included, or will within \
                    `horizon` if the trend holds. Critical when it holds all of them and more wait in the accept queue. The \
                    gauge of Tomcat counts one that its acceptor only waits for; that one is not counted here. Or as many requests \
                    are at work as nginx sends at once (`max_conns`), in an upstream that has no other server: `warn-at` of \
                    it is a warning, all of it critical. Without a `zone` every worker counts for itself, so all workers \
                    together are the limit, and what one alone may have reached is a notice.""",
                        HEADER_TIMED_OUT
                                + " At `max_conns` `502`, `no live upstreams while connecting to upstream`."
                                + " On a unix socket `502` at once when its queue is full too, `connect() to unix:… failed"
                                + " (11: Resource temporarily unavailable)`.",
                        USE + "; `idleAtLeast` how many carry no request, `acceptQueue` how many wait to be accepted;"
                                + " of `max_conns` itself `maxConns`, `workers` and `at`",
                        """
                    `keepalive` × `worker_processes` × the number of gateways below the bound: each worker keeps that many for \
                    later. `max_conns=` turns the excess to another server.""",
                        """
                    Raise the bound (`server.tomcat.max-connections`), or let idle connections go sooner, but not sooner than \
                    nginx's own `keepalive_timeout`.""");
            case ACCEPT_QUEUE ->
                new Meaning(
                        """
                    The kernel's queue of connections that the service has not accepted yet is filled to `warn-at`, three \
                    readings (0.75 s) in a row, or will be full within `horizon` if the trend holds. Critical when it is full. \
                    Its limit is the lesser of the connector's backlog and `net.core.somaxconn`, and one. A unix socket's queue \
                    is not visible.""",
                        """
                    `504`; error log `upstream timed out (110: Connection timed out) while connecting to upstream` for what was \
                    dropped, `… while reading response header from upstream` for what waits in the queue too long. On a unix \
                    socket a `502` at once, `(11: Resource temporarily unavailable)`.""",
                        USE + "; `dropped` how many the kernel dropped while it was full",
                        "A short `proxy_connect_timeout` (1-3 s) and a second server: a connect that was dropped is tried again only after 1, 3 and 7 s.",
                        "Find out what keeps it from accepting: all connections taken, a pause, no descriptor left. A longer queue only hides it.");
            case MEMORY ->
                new Meaning(
                        """
                    The processes of this service's control group use memory, page cache not counted, up to half-way between \
                    `warn-at` and all of the limit (0.9 by default), or will use all of it within `horizon` if the trend holds; \
                    already from `warn-at` on where the kernel says that they stall for it. Critical from 98 % on, or when \
                    the kernel has killed one of them. Absent without a limit.""",
                        "The process is killed: `502`, error log `upstream prematurely closed connection …`, then `connect() failed (111: Connection refused)`.",
                        USE + "; `group` the control group; `stalledPercent`, `killed` where the kernel tells",
                        "Another server in the upstream block.",
                        "A smaller heap (`-XX:MaxRAMPercentage`) leaves room for what is beside it: threads, buffers, classes. Or a higher limit.");
            case HEAP ->
                new Meaning(
                        """
                    What was left in the heap after a collection is `warn-at` of the most it can be, or will be all of it within \
                    `horizon` if the trend holds. What was not yet collected does not count. Critical from 97 % on: then the \
                    collector runs all the time and frees nothing. Absent until the old generation was collected for the first \
                    time.""",
                        "`502`, error log `upstream prematurely closed connection …`, where an OutOfMemoryError ends a request; `504` while the collector takes all the time.",
                        USE,
                        "Nothing that helps but another server in the upstream block.",
                        "`jcmd PID GC.class_histogram` says what there is most of; a leak is to be closed, a working set needs a larger `-Xmx`.");
            case DISK ->
                new Meaning(
                        """
                    A file system the service writes to (temporary files, working directory, logs), or one of nginx's own \
                    temporary paths on the same host, is used to `warn-at` and has less than 1 GiB left, or will be full within \
                    `horizon` if the trend holds. Critical when less than 1 MiB is left. Inodes cannot be seen from Java.""",
                        """
                    Where nginx itself has no room: a truncated `200`, error log `pwritev() "…" failed (28: No space left on \
                    device) while reading upstream`, or `500` for a request body, without asking the service. Else whatever the \
                    service makes of it.""",
                        USE
                                + "; `path` what stands on it, `gatewayPaths` which of nginx's directories do, with directive and place",
                        "`proxy_max_temp_file_size 0;` where the answers are large; `proxy_request_buffering off;` where the uploads are; another file system for `proxy_temp_path` and `client_body_temp_path`.",
                        "Delete or rotate; `df -i` for the inodes.");
            case PROCESS_IDS ->
                new Meaning(
                        """
                    The processes and threads of the control group (`pids.max`), of the user (`RLIMIT_NPROC`; only this \
                    process's own are seen) or of the whole machine (`kernel.threads-max`, `kernel.pid_max`) are `warn-at` of \
                    their limit, or will be all within `horizon`. Critical when none is left.""",
                        "Whatever the service makes of it: `unable to create native thread` ends a request as `500` or `502`.",
                        USE,
                        "Nothing.",
                        "Find which threads there are most of (`jcmd PID Thread.print`); bound the pools. `TasksMax=` of the systemd unit or `pids.max` of the container.");
            case PAUSES ->
                new Meaning(
                        """
                    In the last minute the whole process stood still for `warn-at` of the shortest of nginx's connect and read \
                    timeouts, or stood still for three tenths of the time. The collector's pauses are told by the JVM; others show \
                    as a tick of the watchdog that comes late without having waited for a processor.""",
                        "`504` for whoever waited; error log `upstream timed out (110: Connection timed out) while reading response header from upstream`, or `… while connecting to upstream`.",
                        USE + "; `cause` `collector` or `process`, `share` of the last minute",
                        "A longer timeout only if the pauses cannot be shortened.",
                        "`-Xlog:gc*,safepoint` says what for; another collector, a larger heap, memory that is not swapped.");
            case CPU_THROTTLED ->
                new Meaning(
                        """
                    For a minute, and still in its last ten seconds, the kernel held back the control group in more than half of \
                    its periods, because its quota of processor time was used up.""",
                        "Nothing by itself; everything takes longer, and what is slow becomes a `504`.",
                        "`used` the share of periods, `quotaCores`, `group`",
                        "Nothing.",
                        "A higher quota (`cpu.max`, in Kubernetes `limits.cpu`), or fewer threads at work at once.");
            case DEADLOCK ->
                new Meaning(
                        """
                    Threads wait for one another for ever, and at least one of them works on a request, or a request waits \
                    for one of them. Looked for while a request has been running for 2 s. Only a restart ends it, so it makes \
                    the instance `DOWN` and its `live` path `503`. Deadlocks of virtual threads cannot be seen.""",
                        HEADER_TIMED_OUT,
                        "`threads` in the circle, with what each waits for; `stack` of the first, `requests` how many it holds up",
                        "Nothing: nginx stops sending when it polls, or after `max_fails`.",
                        "Restart it; take the locks in the same order everywhere.");
            case EPHEMERAL_PORTS ->
                new Meaning(
                        """
                    A gateway on this host uses `warn-at` of the local ports (`net.ipv4.ip_local_port_range`) for connections to \
                    one of this service's ports, those in TIME_WAIT included. Critical when all are used. A gateway on another \
                    host cannot be seen.""",
                        "`502`, error log `connect() to … failed (99: Cannot assign requested address) while connecting to upstream` (crit).",
                        USE + "; `timeWait` how many of them are over",
                        "`keepalive 32;` in the upstream block, with `proxy_http_version 1.1;` and `proxy_set_header Connection \"\";`.",
                        "`sysctl -w net.ipv4.ip_local_port_range=\"10240 65535\"`; a second listening address.");
            case LISTENER ->
                new Meaning(
                        """
                    Every `probe.every` the service asks its own port for its health, as nginx would. A warning when connecting, \
                    or the first byte, takes `warn-at` of nginx's timeout, or no answer comes while all threads or connections \
                    are taken: saturation is not death. Critical, and `DOWN`, when it answered before and now refuses the \
                    connection, breaks it off, or says nothing for 10 s although there is room. A listener that never \
                    answered a probe (another protocol, a client certificate, PROXY protocol) is only absent, with the reason.""",
                        "Refused: `502`, `connect() failed (111: Connection refused)`. Cut off: `502`, `upstream prematurely closed connection`. Silent: `504`.",
                        "`connectMs`, `firstByteMs`, `totalMs` of the last probe; `failed` why it got no answer, `since` when it last did",
                        "Another server in the upstream block.",
                        "Its log says why the listener stopped; a restart opens it again.");
            case CONTRACT_UNREADABLE ->
                new Meaning(
                        """
                    The nginx configuration, or a part of it, cannot be read or understood. What could not be read is taken to \
                    be nginx's default. A default path where there is no file is no finding.""",
                        "Nothing: the service only knows less about its gateway.",
                        "`at` the file and line",
                        "`nginx -t` says whether nginx itself can read it; `nginx -T` writes all of it into one file to mount.",
                        "Let the service read the file, name another in `nginx.conf`, or set the limits themselves.");
            case SETTINGS_INVALID ->
                new Meaning(
                        """
                    A setting of Gateway Health is unknown, or has a value that cannot be used. The default is used in its \
                    place. Stands until the service starts anew.""",
                        "Nothing.",
                        "`key`, `value`, `from` which source",
                        "Nothing.",
                        "Write what the message says is accepted; `configuration.md` lists every key.");
            case NOT_WOVEN ->
                new Meaning(
                        """
                    A point of a server that opened a port tells nothing: its class was loaded before the agent came (by an \
                    agent before it), or after it had woven all it knew of and left; or this version of the server has no \
                    such method; or what is woven there fails. The report's `hooks` have them all. Or a port of this process \
                    belongs to no server that is known: one nginx proxies to, open for half a minute; or, where no server of \
                    the process is followed, one that is in use, or open for a minute and a half.""",
                        "Nothing: the service only knows less about itself.",
                        "`points`: each point and what became of it.",
                        "Nothing.",
                        "Give this `-javaagent` before any other; start a server that starts late together with the others."
                                + " Where a port is nobody's: the servlet library or the starter, if they fit.");
            case NOT_LISTENING,
                    SOCKET_PERMISSIONS,
                    HOST_INVALID,
                    KEEPALIVE_RACE,
                    KEEPALIVE_NEAR_MISS,
                    APPLICATION_TIMEOUT_LONGER,
                    UPLOAD_LIMIT,
                    REQUEST_HEADER_LIMIT,
                    LISTEN_ADDRESS,
                    SINGLE_UPSTREAM,
                    NOT_PROXIED -> AuditMeaning.of(code);
            case HTTP_1_0,
                    CONNECTIONS_NOT_REUSED,
                    FORWARDED_HEADERS_MISSING,
                    UPGRADE_STRIPPED,
                    UNPOLLED,
                    ENDPOINT_EXPOSED -> TrafficMeaning.of(code);
            case GATEWAY_ERRORS ->
                new Meaning(
                        """
                    nginx's error log (`nginx.error-log`) says that a request to one of this service's addresses failed; one \
                    finding for each cause. Lines about clients that left are no errors. Active for 60 s after the last one.""",
                        "Has happened already: the finding names what the client got and how the line begins.",
                        """
                    `cause`, `phase` how far the request had come; `logged` nginx's time, `client`, `request` without its query, \
                    `location` if only one fits, all of the last line; `seenAt`, `statusThen`, `near`, `nearLocations`, \
                    `resources` what was seen inside when that line was read; `skippedBytes` of a flood that was too much to read""",
                        "Depends on the cause; the finding says it as configuration to paste.",
                        "Depends on the cause; the finding says it.");
            case UPSTREAM_EJECTED ->
                new Meaning(
                        """
                    nginx has taken this server out of its upstream block for `fail_timeout`, after `max_fails` failures: its error \
                    log says so, or steady traffic stopped right behind failures, where the block has another server to turn to \
                    (`inferred`). The latter is over with the next request, or when `fail_timeout` has long passed and nobody \
                    came. Each worker of nginx counts for itself unless the block has a `zone`; as long as one of them still \
                    sends requests nothing can be inferred.""",
                        """
                    The other servers answer, with more load each; where all are out, `502` and `no live upstreams while \
                    connecting to upstream`.""",
                        """
                    `upstream`, `at` the block; `maxFails`, `failTimeoutMs`; `failures`, `requestsBefore`, `silentMs`; `inferred` \
                    whether it was concluded""",
                        "A higher `max_fails`, or `proxy_next_upstream error;` so that a slow URL does not count as a failure of the server.",
                        "Keep every URL under the timeout: one that is slow takes the whole server out.");
        };
    }
}
