package dev.gatewayhealth.nginx;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * Why nginx failed a request, with what its client got. The phrases are those of {@code ngx_http_upstream.c}, {@code
 * ngx_http_proxy_module.c} and {@code ngx_event_pipe.c}.
 */
public enum ErrorLogCause {
    CONNECT_REFUSED(502, ErrorLogPhase.CONNECTING, "connect() failed (111: Connection refused)"),
    NO_ROUTE(502, ErrorLogPhase.CONNECTING, "connect() failed (113: No route to host)"),
    CONNECT_TIMED_OUT(504, ErrorLogPhase.CONNECTING, "upstream timed out (110: Connection timed out)"),
    BACKLOG_FULL(502, ErrorLogPhase.CONNECTING, "connect() failed (11: Resource temporarily unavailable)"),
    SOCKET_MISSING(502, ErrorLogPhase.CONNECTING, "connect() failed (2: No such file or directory)"),
    SOCKET_FORBIDDEN(502, ErrorLogPhase.CONNECTING, "connect() failed (13: Permission denied)"),
    CONNECT_FAILED(502, ErrorLogPhase.CONNECTING, "connect() failed"),
    HEADER_TIMED_OUT(504, ErrorLogPhase.BEFORE_HEADER, "upstream timed out (110: Connection timed out)"),
    BODY_TIMED_OUT(200, ErrorLogPhase.STREAMING, "upstream timed out (110: Connection timed out)"),
    SEND_TIMED_OUT(504, ErrorLogPhase.RECEIVING, "upstream timed out (110: Connection timed out)"),
    UPGRADED_TIMED_OUT(101, ErrorLogPhase.UPGRADED, "upstream timed out (110: Connection timed out)"),
    CLOSED_BEFORE_HEADER(502, ErrorLogPhase.BEFORE_HEADER, "upstream prematurely closed connection"),
    CLOSED_IN_BODY(200, ErrorLogPhase.STREAMING, "upstream prematurely closed connection"),
    RESET_BEFORE_HEADER(502, ErrorLogPhase.BEFORE_HEADER, "recv() failed (104: Connection reset by peer)"),
    RESET_IN_BODY(200, ErrorLogPhase.STREAMING, "readv() failed (104: Connection reset by peer)"),
    RESET_WHILE_SENDING(502, ErrorLogPhase.RECEIVING, "writev() failed (104: Connection reset by peer)"),
    HEADER_TOO_BIG(502, ErrorLogPhase.BEFORE_HEADER, "upstream sent too big header"),
    INVALID_HEADER(502, ErrorLogPhase.BEFORE_HEADER, "upstream sent invalid header"),
    /** The client gets the bytes as they are, without any status line (HTTP/0.9). */
    NO_STATUS_LINE(ErrorLogPhase.BEFORE_HEADER, "upstream sent no valid HTTP/1.0 header"),
    INVALID_CHUNKED(200, ErrorLogPhase.STREAMING, "upstream sent invalid chunked response"),
    CONFLICTING_LENGTH(502, ErrorLogPhase.BEFORE_HEADER, "upstream sent duplicate header line"),
    SURPLUS_BODY(200, ErrorLogPhase.STREAMING, "upstream sent more data than specified in \"Content-Length\" header"),
    NO_LIVE_UPSTREAMS(502, ErrorLogPhase.CONNECTING, "no live upstreams"),
    /** Goes along with the failure that caused it, which has a line and an answer of its own. */
    TEMPORARILY_DISABLED(ErrorLogPhase.UNKNOWN, "upstream server temporarily disabled"),
    TLS_HANDSHAKE(502, ErrorLogPhase.CONNECTING, "SSL_do_handshake() failed"),
    NOT_RESOLVED(502, ErrorLogPhase.CONNECTING, "could not be resolved"),
    RESPONSE_DISK_FULL(200, ErrorLogPhase.STREAMING, "pwritev() failed (28: No space left on device)"),
    REQUEST_DISK_FULL(500, ErrorLogPhase.UNKNOWN, "pwrite() failed (28: No space left on device)"),
    WORKER_CONNECTIONS(500, ErrorLogPhase.CONNECTING, "worker_connections are not enough"),
    /** No error: nobody was there any more to answer. */
    CLIENT_LEFT(499, ErrorLogPhase.UNKNOWN, "client prematurely closed connection"),
    UNKNOWN(ErrorLogPhase.UNKNOWN, "");

    private final OptionalInt status;
    private final ErrorLogPhase phase;
    private final String phrase;
    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    ErrorLogCause(int status, ErrorLogPhase phase, String phrase) {
        this(OptionalInt.of(status), phase, phrase);
    }

    ErrorLogCause(ErrorLogPhase phase, String phrase) {
        this(OptionalInt.empty(), phase, phrase);
    }

    ErrorLogCause(OptionalInt status, ErrorLogPhase phase, String phrase) {
        this.status = status;
        this.phase = phase;
        this.phrase = phrase;
    }

    /** The name in the report. */
    public String word() {
        return word;
    }

    /** What the client got, 200 for an answer that was cut off; empty where it got no status, or where that is not known. */
    public OptionalInt status() {
        return status;
    }

    public ErrorLogPhase phase() {
        return phase;
    }

    /** How the message begins. */
    public String phrase() {
        return phrase;
    }
}
