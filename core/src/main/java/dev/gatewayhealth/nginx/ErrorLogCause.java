package dev.gatewayhealth.nginx;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * Why nginx failed a request, with what its client got. The phrases are those of {@code ngx_http_upstream.c}, {@code
 * ngx_http_proxy_module.c} and {@code ngx_event_pipe.c}.
 */
public enum ErrorLogCause {
    /** Nobody listens at that port. */
    CONNECT_REFUSED(502, ErrorLogPhase.CONNECTING, "connect() failed (111: Connection refused)"),
    /** The machine cannot be reached. */
    NO_ROUTE(502, ErrorLogPhase.CONNECTING, "connect() failed (113: No route to host)"),
    /** No connection within {@code proxy_connect_timeout}. */
    CONNECT_TIMED_OUT(504, ErrorLogPhase.CONNECTING, "upstream timed out (110: Connection timed out)"),
    /** The unix socket's accept queue is full. */
    BACKLOG_FULL(502, ErrorLogPhase.CONNECTING, "connect() failed (11: Resource temporarily unavailable)"),
    /** There is no such unix socket. */
    SOCKET_MISSING(502, ErrorLogPhase.CONNECTING, "connect() failed (2: No such file or directory)"),
    /** nginx may not write to the unix socket. */
    SOCKET_FORBIDDEN(502, ErrorLogPhase.CONNECTING, "connect() failed (13: Permission denied)"),
    /** Any other failure to connect. */
    CONNECT_FAILED(502, ErrorLogPhase.CONNECTING, "connect() failed"),
    /** No whole header within {@code proxy_read_timeout}. */
    HEADER_TIMED_OUT(504, ErrorLogPhase.BEFORE_HEADER, "upstream timed out (110: Connection timed out)"),
    /** Silence for {@code proxy_read_timeout} in the middle of the body. */
    BODY_TIMED_OUT(200, ErrorLogPhase.STREAMING, "upstream timed out (110: Connection timed out)"),
    /** The service did not read the request for {@code proxy_send_timeout}. */
    SEND_TIMED_OUT(504, ErrorLogPhase.RECEIVING, "upstream timed out (110: Connection timed out)"),
    /** Silence for {@code proxy_read_timeout} after the protocol was changed. */
    UPGRADED_TIMED_OUT(101, ErrorLogPhase.UPGRADED, "upstream timed out (110: Connection timed out)"),
    /** The connection was closed before the whole header. */
    CLOSED_BEFORE_HEADER(502, ErrorLogPhase.BEFORE_HEADER, "upstream prematurely closed connection"),
    /** The connection was closed before the whole body. */
    CLOSED_IN_BODY(200, ErrorLogPhase.STREAMING, "upstream prematurely closed connection"),
    /** The connection was reset before the whole header. */
    RESET_BEFORE_HEADER(502, ErrorLogPhase.BEFORE_HEADER, "recv() failed (104: Connection reset by peer)"),
    /** The connection was reset before the whole body. */
    RESET_IN_BODY(200, ErrorLogPhase.STREAMING, "readv() failed (104: Connection reset by peer)"),
    /** The connection was reset while nginx wrote the request. */
    RESET_WHILE_SENDING(502, ErrorLogPhase.RECEIVING, "writev() failed (104: Connection reset by peer)"),
    /** The header does not fit into {@code proxy_buffer_size}. */
    HEADER_TOO_BIG(502, ErrorLogPhase.BEFORE_HEADER, "upstream sent too big header"),
    /** A header line is none. */
    INVALID_HEADER(502, ErrorLogPhase.BEFORE_HEADER, "upstream sent invalid header"),
    /** The client gets the bytes as they are, without any status line (HTTP/0.9). */
    NO_STATUS_LINE(ErrorLogPhase.BEFORE_HEADER, "upstream sent no valid HTTP/1.0 header"),
    /** A chunk's size is none. */
    INVALID_CHUNKED(200, ErrorLogPhase.STREAMING, "upstream sent invalid chunked response"),
    /** A header field that may stand there once stands there twice. */
    CONFLICTING_LENGTH(502, ErrorLogPhase.BEFORE_HEADER, "upstream sent duplicate header line"),
    /** More bytes came than the header declared; the client gets no more than those. */
    SURPLUS_BODY(200, ErrorLogPhase.STREAMING, "upstream sent more data than specified in \"Content-Length\" header"),
    /** Every server of the upstream group is left alone ({@code max_fails}) or has as many requests as it may ({@code max_conns}). */
    NO_LIVE_UPSTREAMS(502, ErrorLogPhase.CONNECTING, "no live upstreams"),
    /** Goes along with the failure that caused it, which has a line and an answer of its own. */
    TEMPORARILY_DISABLED(ErrorLogPhase.UNKNOWN, "upstream server temporarily disabled"),
    /** TLS to the upstream came to nothing. */
    TLS_HANDSHAKE(502, ErrorLogPhase.CONNECTING, "SSL_do_handshake() failed"),
    /** The upstream's name has no address. */
    NOT_RESOLVED(502, ErrorLogPhase.CONNECTING, "could not be resolved"),
    /** No room for a response's temporary file. */
    RESPONSE_DISK_FULL(200, ErrorLogPhase.STREAMING, "pwritev() failed (28: No space left on device)"),
    /** No room for a request's temporary file. */
    REQUEST_DISK_FULL(500, ErrorLogPhase.UNKNOWN, "pwrite() failed (28: No space left on device)"),
    /** nginx's worker has no connection left for the upstream. */
    WORKER_CONNECTIONS(500, ErrorLogPhase.CONNECTING, "worker_connections are not enough"),
    /** No error: nobody was there any more to answer. */
    CLIENT_LEFT(499, ErrorLogPhase.UNKNOWN, "client prematurely closed connection"),
    /** A line that is none of these. */
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

    /** {@return the name in the report} */
    public String word() {
        return word;
    }

    /** {@return what the client got, 200 for an answer that was cut off; empty where it got no status, or where that is not known} */
    public OptionalInt status() {
        return status;
    }

    /** {@return how far the request had come} */
    public ErrorLogPhase phase() {
        return phase;
    }

    /** {@return how the message begins} */
    public String phrase() {
        return phrase;
    }
}
