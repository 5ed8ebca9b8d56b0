package dev.gatewayhealth.finding;

/** The meanings of what is wrong with a response on the wire, which the service itself takes for answered. */
final class ResponseMeaning {

    private ResponseMeaning() {}

    static Meaning of(Code code) {
        return switch (code) {
            case RESPONSE_HEADER_LARGE ->
                new Meaning(
                        """
                    The header of an answer, from the status line to the empty line, took `warn-at` of `proxy_buffer_size` or \
                    more; every answer over HTTP/1 is measured as it is sent. Active for 60 s after the last one.""",
                        "What is larger than the buffer is a `502`; error log `upstream sent too big header while reading response header from upstream`.",
                        """
                    `location`; `bytes` of the header, `limitBytes`, `limitSource`; `largest` the name of its largest field and \
                    `largestBytes` the size of that line; `ambiguous` whether several locations fit""",
                        """
                    `proxy_buffer_size 16k; proxy_buffers 8 16k;` for this location. The two go together: nginx does not start with a \
                    first buffer that is too large for the others.""",
                        "Fewer or shorter fields: cookies that grow, tokens, long policies and links.");
            case RESPONSE_ABORTED ->
                new Meaning(
                        """
                    The service itself broke off a response: fewer bytes than its Content-Length declares, an error after the header \
                    was out, a write that timed out, or a connection it closed. The exchange counts as `failed`. Not found where \
                    the other end left first. Active for 60 s after the last one.""",
                        """
                    After the header a truncated `200`, error log `upstream prematurely closed connection while reading upstream`; if \
                    the connection stays open, nginx waits for `proxy_read_timeout` first and logs that instead. Before the header \
                    a `502`, error log `upstream prematurely closed connection while reading response header from upstream`.""",
                        "`location`; `phase` how far it had come; `missingBytes` of the body where a length was declared",
                        "Nothing: nothing is tried again once a header has been passed on.",
                        """
                    Look for the exception in the service's log; do what can fail before the first byte is sent, or send a length \
                    that is kept.""");
            case RESPONSE_INVALID ->
                new Meaning(
                        """
                    A response header has something in it that nginx objects to. A warning where the request fails for it; a notice \
                    where it only would with nginx 1.23 or later, and `nginx.version` does not say that it is one. What fails with \
                    every version counts as `failed`. Active for 60 s after the last one.""",
                        """
                    A bad name or value: `502`, error log `upstream sent invalid header`. A bad status line: the raw bytes without a \
                    status, error log `upstream sent no valid HTTP/1.0 header`. Content-Length with Transfer-Encoding, or twice: from \
                    1.23.0 on `502`, error log `upstream sent duplicate header line` or `upstream sent "Content-Length" and \
                    "Transfer-Encoding" headers at the same time`; before, a body that is cut off if they contradict each other. \
                    A status below 200 but 101, 103 before 1.29.0: it is taken for the answer, and nginx waits for a body until \
                    `proxy_read_timeout`. So it is with the 100 that answers an `Expect` which nginx was told to hand on over \
                    HTTP/1.1: the client gets it, and the real answer behind it as a body.""",
                        "`location`; `flaw` what is wrong, `field` the name of the field",
                        "Nothing: no directive makes nginx accept it; but `proxy_set_header Expect \"\";` where that is handed on.",
                        "Leave the framing to the server, and put nothing unchecked into names and values of fields.");
            default -> throw new IllegalArgumentException(code.word());
        };
    }
}
