package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The phrases nginx 1.22 and 1.31 were seen to write, and those of its source that could not be provoked. */
class ErrorLogCauseTest {

    private static final String HEADER = " while reading response header from upstream";
    private static final String BODY = " while reading upstream";
    private static final String SENDING = " while sending request to upstream";
    private static final String CONNECTING = " while connecting to upstream";

    record Row(String message, ErrorLogCause cause, int status) {

        @Override
        public String toString() {
            return message;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("connect() failed (111: Connection refused)" + CONNECTING, ErrorLogCause.CONNECT_REFUSED, 502),
                new Row(
                        "connect() to unix:/run/a.sock failed (111: Connection refused)" + CONNECTING,
                        ErrorLogCause.CONNECT_REFUSED,
                        502),
                new Row("connect() failed (113: No route to host)" + CONNECTING, ErrorLogCause.NO_ROUTE, 502),
                new Row(
                        "connect() to 10.0.0.1:80 failed (101: Network is unreachable)" + CONNECTING,
                        ErrorLogCause.NO_ROUTE,
                        502),
                new Row(
                        "connect() to 10.0.0.1:80 failed (99: Cannot assign requested address)" + CONNECTING,
                        ErrorLogCause.CONNECT_FAILED,
                        502),
                new Row(
                        "upstream timed out (110: Connection timed out)" + CONNECTING,
                        ErrorLogCause.CONNECT_TIMED_OUT,
                        504),
                new Row(
                        "upstream timed out (110: Connection timed out) while SSL handshaking to upstream",
                        ErrorLogCause.CONNECT_TIMED_OUT,
                        504),
                new Row(
                        "connect() to unix:/run/a.sock failed (2: No such file or directory)" + CONNECTING,
                        ErrorLogCause.SOCKET_MISSING,
                        502),
                new Row(
                        "connect() to unix:/run/a.sock failed (13: Permission denied)" + CONNECTING,
                        ErrorLogCause.SOCKET_FORBIDDEN,
                        502),
                new Row(
                        "connect() to unix:/run/a.sock failed (11: Resource temporarily unavailable)" + CONNECTING,
                        ErrorLogCause.BACKLOG_FULL,
                        502),
                new Row("upstream timed out (110: Connection timed out)" + HEADER, ErrorLogCause.HEADER_TIMED_OUT, 504),
                new Row("upstream timed out (110: Connection timed out)" + BODY, ErrorLogCause.BODY_TIMED_OUT, 200),
                new Row("upstream timed out (110: Connection timed out)" + SENDING, ErrorLogCause.SEND_TIMED_OUT, 504),
                new Row(
                        "upstream timed out (110: Connection timed out) while proxying upgraded connection",
                        ErrorLogCause.UPGRADED_TIMED_OUT,
                        101),
                new Row("upstream prematurely closed connection" + HEADER, ErrorLogCause.CLOSED_BEFORE_HEADER, 502),
                new Row("upstream prematurely closed connection" + BODY, ErrorLogCause.CLOSED_IN_BODY, 200),
                new Row(
                        "recv() failed (104: Connection reset by peer)" + HEADER,
                        ErrorLogCause.RESET_BEFORE_HEADER,
                        502),
                new Row("readv() failed (104: Connection reset by peer)" + BODY, ErrorLogCause.RESET_IN_BODY, 200),
                new Row(
                        "writev() failed (104: Connection reset by peer)" + SENDING,
                        ErrorLogCause.RESET_WHILE_SENDING,
                        502),
                new Row("writev() failed (32: Broken pipe)" + SENDING, ErrorLogCause.RESET_WHILE_SENDING, 502),
                new Row("upstream sent too big header" + HEADER, ErrorLogCause.HEADER_TOO_BIG, 502),
                new Row("upstream sent invalid header: \"X\\x20...\"" + HEADER, ErrorLogCause.INVALID_HEADER, 502),
                new Row("upstream sent no valid HTTP/1.0 header" + HEADER, ErrorLogCause.NO_STATUS_LINE, 0),
                new Row("upstream sent invalid chunked response" + BODY, ErrorLogCause.INVALID_CHUNKED, 200),
                new Row(
                        "upstream sent duplicate header line: \"Content-Length: 5\", previous value: \"3\"" + HEADER,
                        ErrorLogCause.CONFLICTING_LENGTH,
                        502),
                new Row(
                        "upstream sent \"Content-Length\" and \"Transfer-Encoding\" headers at the same time" + HEADER,
                        ErrorLogCause.CONFLICTING_LENGTH,
                        502),
                new Row(
                        "upstream sent unknown \"Transfer-Encoding\": \"gzip, chunked\"" + HEADER,
                        ErrorLogCause.CONFLICTING_LENGTH,
                        502),
                new Row(
                        "upstream sent invalid \"Content-Length\" header: \"x\"" + HEADER,
                        ErrorLogCause.CONFLICTING_LENGTH,
                        502),
                new Row(
                        "upstream sent more data than specified in \"Content-Length\" header" + BODY,
                        ErrorLogCause.SURPLUS_BODY,
                        200),
                new Row("upstream sent data after final chunk" + BODY, ErrorLogCause.SURPLUS_BODY, 200),
                new Row("no live upstreams" + CONNECTING, ErrorLogCause.NO_LIVE_UPSTREAMS, 502),
                new Row("upstream server temporarily disabled" + HEADER, ErrorLogCause.TEMPORARILY_DISABLED, 0),
                new Row(
                        "SSL_do_handshake() failed (SSL: error:0A00010B:SSL routines::wrong version number)"
                                + " while SSL handshaking to upstream",
                        ErrorLogCause.TLS_HANDSHAKE,
                        502),
                new Row("app.example could not be resolved (3: Host not found)", ErrorLogCause.NOT_RESOLVED, 502),
                new Row("no resolver defined to resolve app.example", ErrorLogCause.NOT_RESOLVED, 502),
                new Row(
                        "pwritev() \"/var/lib/nginx/proxy/1\" failed (28: No space left on device)" + BODY,
                        ErrorLogCause.RESPONSE_DISK_FULL,
                        200),
                new Row(
                        "pwrite() \"/var/lib/nginx/body/1\" failed (28: No space left on device)",
                        ErrorLogCause.REQUEST_DISK_FULL,
                        500),
                new Row("1024 worker_connections are not enough" + CONNECTING, ErrorLogCause.WORKER_CONNECTIONS, 500),
                new Row("worker_connections are not enough", ErrorLogCause.WORKER_CONNECTIONS, 500),
                new Row(
                        "client prematurely closed connection, so upstream connection is closed too" + SENDING,
                        ErrorLogCause.CLIENT_LEFT,
                        499));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyPhraseHasItsCauseAndWhatTheClientGot(Row row) {
        ErrorLogCause cause = read(row.message()).cause();

        assertThat(cause).isEqualTo(row.cause());
        assertThat(cause.status()).isEqualTo(row.status() == 0 ? OptionalInt.empty() : OptionalInt.of(row.status()));
    }

    @Test
    void everyCauseButTheUnknownHasAPhrase() {
        Set<ErrorLogCause> seen = rows().map(Row::cause).collect(Collectors.toSet());

        assertThat(seen).isEqualTo(EnumSet.complementOf(EnumSet.of(ErrorLogCause.UNKNOWN)));
    }

    @Test
    void aClientThatLeftIsNoFailure() {
        assertThat(read("client prematurely closed connection, so upstream connection is closed too" + SENDING)
                        .failure())
                .isFalse();
    }

    @Test
    void whatNginxOnlyWarnsOfIsNoFailureUnlessItIsKnownToBeOne() {
        String buffered = "an upstream response is buffered to a temporary file /tmp/1" + BODY;

        assertThat(line("warn", buffered).failure()).isFalse();
        assertThat(line("error", "something new" + BODY).failure()).isTrue();
        assertThat(line("warn", "upstream server temporarily disabled" + HEADER).failure())
                .isTrue();
    }

    @Test
    void aClientsOwnWordsInAPathAreNoCause() {
        String path =
                "open() \"/srv/upstream timed out (110: Connection timed out)" + HEADER + "\" failed (2: No such)";

        assertThat(read(path).cause()).isEqualTo(ErrorLogCause.UNKNOWN);
    }

    @Test
    void aResetOnTheClientsSideIsNotTheServices() {
        assertThat(read("recv() failed (104: Connection reset by peer) while sending to client")
                        .cause())
                .isEqualTo(ErrorLogCause.UNKNOWN);
        // Written to whom it does not say; of both, only the client is written to then. Seen with proxy_buffering off.
        assertThat(line("info", "writev() failed (104: Connection reset by peer)" + BODY)
                        .cause())
                .isEqualTo(ErrorLogCause.CLIENT_LEFT);
    }

    private static ErrorLogLine read(String message) {
        return line("error", message);
    }

    private static ErrorLogLine line(String level, String message) {
        return Objects.requireNonNull(ErrorLogLine.of("2026/11/22 09:10:11 [" + level + "] 12#12: *7 " + message
                + ", client: 127.0.0.1, server: a, request: \"GET / HTTP/1.1\", upstream: \"http://127.0.0.1:80/\""));
    }
}
