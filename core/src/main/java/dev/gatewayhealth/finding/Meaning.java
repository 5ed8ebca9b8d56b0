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
                    queue, or afterwards by `X-Request-Start`. Critical from all of it: it is served for nobody. The queue's is \
                    over when it moves on; the other is active for 60 s after the last one.""",
                        HEADER_TIMED_OUT,
                        "`queued`, `oldestQueuedMs` of the executor's queue, or `waitedMs` of a request that came through; "
                                + "`limitMs` the strictest `proxy_read_timeout`",
                        """
                    `server … max_conns=` in the upstream block turns the excess to another server instead of the queue; \
                    `proxy_set_header X-Request-Start "t=${msec}";` makes the wait of each request visible.""",
                        "Find what holds the threads; bound the queue, and answer `503` to what cannot be served in time.");
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
                new Meaning("""
                    The process has `warn-at` of its file descriptors open, or will have all of them open within `horizon` if \
                    the trend holds. Critical, and `DOWN` after three seconds, when none is left.""", """
                    `504`, not `502`: the kernel still accepts connections, the service no longer does. Error log `upstream timed \
                    out (110: Connection timed out) while reading response header from upstream`.""", USE, "Nothing that helps but another server in the upstream block.", """
                    Close what is opened; `ls -l /proc/PID/fd` shows what there is most of. A higher `LimitNOFILE` in the \
                    systemd unit buys time.""");
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
                    such method; or what is woven there fails. The report's `hooks` have them all.""",
                        "Nothing: the service only knows less about itself.",
                        "`points`: each point and what became of it.",
                        "Nothing.",
                        "Give this `-javaagent` before any other; start a server that starts late together with the others.");
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
        };
    }
}
