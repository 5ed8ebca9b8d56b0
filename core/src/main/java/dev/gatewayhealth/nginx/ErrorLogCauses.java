package dev.gatewayhealth.nginx;

/**
 * How a message is told from another: by how it begins. What stands further back may be a client's own words, as the path in {@code
 * open() "…" failed}.
 */
final class ErrorLogCauses {

    private ErrorLogCauses() {}

    static ErrorLogCause of(String message) {
        ErrorLogPhase phase = ErrorLogPhase.of(message);
        if (message.startsWith("upstream ")) {
            return upstream(message, phase);
        }
        if (message.startsWith("connect() ")) {
            return connect(errno(message));
        }
        if (message.startsWith("client ") && message.startsWith("prematurely closed connection", 7)) {
            return ErrorLogCause.CLIENT_LEFT;
        }
        if (message.startsWith("no live upstreams")) {
            return ErrorLogCause.NO_LIVE_UPSTREAMS;
        }
        if (handshake(message)) {
            return ErrorLogCause.TLS_HANDSHAKE;
        }
        if (message.startsWith("no resolver defined to resolve ") || message.contains(" could not be resolved (")) {
            return ErrorLogCause.NOT_RESOLVED;
        }
        return behindDigits(message).startsWith(" worker_connections are not enough")
                        || message.startsWith("worker_connections are not enough")
                ? ErrorLogCause.WORKER_CONNECTIONS
                : call(message, phase);
    }

    private static ErrorLogCause upstream(String message, ErrorLogPhase phase) {
        String rest = message.substring("upstream ".length());
        if (rest.startsWith("timed out")) {
            return timedOut(phase);
        }
        if (rest.startsWith("prematurely closed connection")) {
            return phase == ErrorLogPhase.STREAMING ? ErrorLogCause.CLOSED_IN_BODY : ErrorLogCause.CLOSED_BEFORE_HEADER;
        }
        if (rest.startsWith("server temporarily disabled")) {
            return ErrorLogCause.TEMPORARILY_DISABLED;
        }
        return rest.startsWith("sent ") ? sent(rest.substring("sent ".length())) : ErrorLogCause.UNKNOWN;
    }

    private static ErrorLogCause timedOut(ErrorLogPhase phase) {
        return switch (phase) {
            case CONNECTING -> ErrorLogCause.CONNECT_TIMED_OUT;
            case RECEIVING -> ErrorLogCause.SEND_TIMED_OUT;
            case BEFORE_HEADER -> ErrorLogCause.HEADER_TIMED_OUT;
            case STREAMING -> ErrorLogCause.BODY_TIMED_OUT;
            case UPGRADED -> ErrorLogCause.UPGRADED_TIMED_OUT;
            case UNKNOWN -> ErrorLogCause.UNKNOWN;
        };
    }

    private static ErrorLogCause sent(String what) {
        if (what.startsWith("too big ")) {
            return ErrorLogCause.HEADER_TOO_BIG;
        }
        if (what.startsWith("invalid header")) {
            return ErrorLogCause.INVALID_HEADER;
        }
        if (what.startsWith("no valid HTTP/")) {
            return ErrorLogCause.NO_STATUS_LINE;
        }
        if (what.startsWith("invalid chunked response")) {
            return ErrorLogCause.INVALID_CHUNKED;
        }
        if (what.startsWith("more data than specified in") || what.startsWith("data after final chunk")) {
            return ErrorLogCause.SURPLUS_BODY;
        }
        return conflicting(what) ? ErrorLogCause.CONFLICTING_LENGTH : ErrorLogCause.UNKNOWN;
    }

    /** Refused from 1.23.0 on. */
    private static boolean conflicting(String what) {
        return what.startsWith("duplicate header line")
                || what.startsWith("\"Content-Length\" and \"Transfer-Encoding\" headers at the same time")
                || what.startsWith("unknown \"Transfer-Encoding\"")
                || what.startsWith("invalid \"Content-Length\" header");
    }

    private static ErrorLogCause connect(int errno) {
        return switch (errno) {
            case 111 -> ErrorLogCause.CONNECT_REFUSED;
            case 101, 112, 113 -> ErrorLogCause.NO_ROUTE;
            case 110 -> ErrorLogCause.CONNECT_TIMED_OUT;
            case 11 -> ErrorLogCause.BACKLOG_FULL;
            case 2 -> ErrorLogCause.SOCKET_MISSING;
            case 13 -> ErrorLogCause.SOCKET_FORBIDDEN;
            default -> ErrorLogCause.CONNECT_FAILED;
        };
    }

    private static boolean handshake(String message) {
        return message.endsWith(" while SSL handshaking to upstream")
                && (message.startsWith("SSL_do_handshake() failed")
                        || message.startsWith("peer closed connection in SSL handshake"));
    }

    /** A system call that failed; those on the client's side have another action. */
    private static ErrorLogCause call(String message, ErrorLogPhase phase) {
        int errno = errno(message);
        if (errno == 28 && message.startsWith("pwrite")) {
            return phase == ErrorLogPhase.STREAMING
                    ? ErrorLogCause.RESPONSE_DISK_FULL
                    : ErrorLogCause.REQUEST_DISK_FULL;
        }
        boolean reading = message.startsWith("recv() ") || message.startsWith("readv() ");
        boolean writing =
                message.startsWith("writev() ") || message.startsWith("send() ") || message.startsWith("sendfile() ");
        boolean reset = errno == 104 || errno == 32;
        if (reset && writing && phase == ErrorLogPhase.STREAMING) {
            // While it reads a response, nginx writes to nobody but its client (ngx_event_pipe.c, at the level info).
            return ErrorLogCause.CLIENT_LEFT;
        }
        return reset && (reading || writing) ? reset(phase) : ErrorLogCause.UNKNOWN;
    }

    private static ErrorLogCause reset(ErrorLogPhase phase) {
        return switch (phase) {
            case BEFORE_HEADER -> ErrorLogCause.RESET_BEFORE_HEADER;
            case STREAMING -> ErrorLogCause.RESET_IN_BODY;
            case RECEIVING -> ErrorLogCause.RESET_WHILE_SENDING;
            case CONNECTING, UPGRADED, UNKNOWN -> ErrorLogCause.UNKNOWN;
        };
    }

    /** The number in {@code failed (111: Connection refused)}; -1 without one. */
    private static int errno(String message) {
        int at = message.lastIndexOf(" failed (");
        int value = -1;
        for (int i = at + 9; at >= 0 && i < message.length() && i < at + 13 && digit(message.charAt(i)); i++) {
            value = Math.max(value, 0) * 10 + message.charAt(i) - '0';
        }
        return value;
    }

    private static String behindDigits(String message) {
        int i = 0;
        while (i < message.length() && digit(message.charAt(i))) {
            i++;
        }
        return i == 0 ? "" : message.substring(i);
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
