package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.contract.Passes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorLogLineTest {

    private static final String HEAD = "2026/11/22 09:10:11 [error] 12#13: *7 upstream timed out (110: Connection timed"
            + " out) while reading response header from upstream, client: 10.1.2.3, server: a.example, request: \"";
    private static final String OURS = ", upstream: \"http://127.0.0.1:8080/x\"";
    private static final String THEIRS = ", upstream: \"http://10.9.9.9:9090/x\"";

    private final ErrorLogOwner owner =
            ErrorLogOwner.of(List.of(Listening.port(8080), Listening.unix("/run/app.sock")));

    @Test
    void everyFieldIsFound() {
        ErrorLogLine line = read(HEAD + "GET /api/x?secret=1 HTTP/1.1\", subrequest: \"/auth\", upstream:"
                + " \"http://127.0.0.1:8080/v1/x?secret=1\", host: \"a.example\", referrer: \"http://b/\"");

        assertThat(line)
                .isEqualTo(new ErrorLogLine(
                        "2026/11/22 09:10:11",
                        "error",
                        "12#13",
                        "7",
                        "upstream timed out (110: Connection timed out) while reading response header from upstream",
                        "10.1.2.3",
                        "a.example",
                        "GET /api/x?secret=1 HTTP/1.1",
                        "/auth",
                        "http://127.0.0.1:8080/v1/x?secret=1",
                        "a.example",
                        "http://b/"));
        assertThat(line.asked()).isEqualTo("GET /api/x");
        assertThat(line.path()).isEqualTo("/v1/x");
    }

    @Test
    void aGroupIsThisServiceIfAllItsServersAre() {
        ErrorLogLine line = read(
                "2026/11/23 06:24:33 [error] 3654#3654: *3 no live upstreams while connecting to upstream,"
                        + " client: 127.0.0.1, server: , request: \"GET /x HTTP/1.1\", upstream: \"http://app/x\", host: \"a\"");
        String alone = "upstream app { server 127.0.0.1:8080 max_conns=1; } %s";
        String other = "upstream app { server 127.0.0.1:8080 max_conns=1; server 10.9.9.9:80; } %s";

        assertThat(owner.owns(line, passes(alone.formatted("server { location / { proxy_pass http://app; } }"))))
                .isTrue();
        assertThat(owner.owns(line, passes(other.formatted("server { location / { proxy_pass http://app; } }"))))
                .isFalse();
        assertThat(owner.owns(line, Passes.NONE)).isFalse();
    }

    private static Passes passes(String http) {
        return ContractReader.guarded(
                        "nginx.conf",
                        NginxConf.parse("events { } http { " + http + " }"),
                        null,
                        List.of(Listening.port(8080)),
                        Overrides.none())
                .passes();
    }

    /** As nginx 1.22.1 writes them. */
    @Test
    void aLineOfAStreamServerNamesItsUpstreamWithoutAScheme() {
        String head = "2026/11/23 06:08:57 [error] 10069#10069: *7 ";
        String fields = ", client: 127.0.0.1, server: 127.0.0.1:18082, upstream: \"%s\","
                + " bytes from/to client:0/0, bytes from/to upstream:0/0";
        ErrorLogLine refused = read(head + "connect() failed (111: Connection refused) while connecting to upstream"
                + fields.formatted("127.0.0.1:8080"));
        assertThat(owner.owns(refused)).isTrue();
        assertThat(refused.cause()).isEqualTo(ErrorLogCause.CONNECT_REFUSED);
        assertThat(owner.owns(read(head + "x" + fields.formatted("10.9.9.9:8080"))))
                .isFalse();
        assertThat(owner.owns(read(head + "no live upstreams while connecting to upstream" + fields.formatted("app"))))
                .isFalse();

        assertThat(read("2026/11/23 06:08:51 [info] 10069#10069: *1 connection timed out (110: Connection timed out)"
                                + " while proxying connection" + fields.formatted("127.0.0.1:8080"))
                        .failure())
                .as("so ends every connection that its client leaves open, too")
                .isFalse();
    }

    @Test
    void aLineWithoutARequestHasItsMessageAlone() {
        ErrorLogLine line = read("2026/11/22 09:10:11 [alert] 12#13: 1024 worker_connections are not enough");

        assertThat(line.connection()).isNull();
        assertThat(line.message()).isEqualTo("1024 worker_connections are not enough");
        assertThat(line.upstream()).isNull();
        assertThat(line.asked()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "2026/11/22 09:10:11",
                "2026/11/22 09:10:11 [error",
                "2026/11/22 09:10:11 [error] x",
                "2026-11-22 09:10:11 [error] 12#13: *7 x",
                "upstream timed out (110: Connection timed out)"
            })
    void whatNginxDidNotWriteIsNoLine(String text) {
        assertThat(ErrorLogLine.of(text)).isNull();
    }

    @Test
    void anUpstreamWrittenIntoTheRequestIsNotTheUpstream() {
        assertNotFooled("GET /x" + OURS + ", host: \"y HTTP/1.1\"" + THEIRS + ", host: \"h\"");
    }

    @Test
    void anUpstreamWrittenIntoTheRefererIsNotTheUpstream() {
        assertNotFooled("GET /x HTTP/1.1\"" + THEIRS + ", host: \"h\", referrer: \"x\"" + OURS + ", host: \"y\"");
    }

    @Test
    void anUpstreamWrittenIntoTheHostIsNotTheUpstream() {
        assertNotFooled("GET /x HTTP/1.1\"" + THEIRS + ", host: \"h\"" + OURS + "\"");
    }

    @Test
    void anUpstreamInALineWithoutOneIsNone() {
        assertThat(owner.owns(read(HEAD + "GET /x HTTP/1.1\", host: \"h\"" + OURS + "\"")))
                .isFalse();
    }

    @Test
    void aLineOfOursIsOurs() {
        assertThat(owner.owns(read(HEAD + "GET /x HTTP/1.1\"" + OURS + ", host: \"h\"")))
                .isTrue();
        assertThat(owner.owns(read(HEAD + "GET /x HTTP/1.1\", upstream: \"http://unix:/run/app.sock:/x\"")))
                .isTrue();
        assertThat(owner.owns(read(HEAD + "GET /x HTTP/1.1\", upstream: \"http://unix:/run/other.sock:/x\"")))
                .isFalse();
        assertThat(owner.owns(read(HEAD + "GET /x HTTP/1.1\", upstream: \"http://127.0.0.1:8081/x\"")))
                .isFalse();
        assertThat(owner.owns(read(HEAD + "GET /x HTTP/1.1\", upstream: \"http://app/x\"")))
                .as("a group's name")
                .isFalse();
    }

    @Test
    void aSocketsPathEndsWhereTheUriBegins() {
        assertThat(read(HEAD + "GET /x HTTP/1.1\", upstream: \"http://unix:/run/app.sock:/v/x?q\"")
                        .path())
                .isEqualTo("/v/x");
    }

    @Test
    void aLineThatIsTooLongIsCut() {
        ErrorLogLine line = read(HEAD + "GET /" + "x".repeat(100_000) + " HTTP/1.1\"" + OURS);

        assertThat(Objects.requireNonNull(line.request()).length()).isLessThan(ErrorLogLine.LONGEST);
        assertThat(owner.owns(line)).isFalse();
    }

    @Test
    void randomBytesAndDamagedLinesAreReadWithoutAnException() {
        Random random = new Random(42);
        int count = Integer.getInteger("fuzz.count", 2_000);
        String sound = HEAD + "GET /x?y HTTP/1.1\"" + OURS + ", host: \"h\", referrer: \"r\"";
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[random.nextInt(5_000)];
            random.nextBytes(bytes);
            ErrorLogLine.of(new String(bytes, StandardCharsets.ISO_8859_1));
            ErrorLogLine damaged = ErrorLogLine.of(damaged(sound, random));
            if (damaged != null) {
                assertThat(damaged.message()).doesNotContain(", client: ");
                owner.owns(damaged);
                assertThat(damaged.cause()).isNotNull();
                assertThat(Objects.requireNonNullElse(damaged.path(), "/")).doesNotContain("?");
                assertThat(Objects.requireNonNullElse(damaged.asked(), "")).doesNotContain("?");
            }
        }
    }

    private static String damaged(String sound, Random random) {
        StringBuilder text = new StringBuilder(sound);
        for (int i = random.nextInt(6); i >= 0; i--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(12));
            switch (random.nextInt(3)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, text.substring(from, to));
                default -> text.setCharAt(from, "\"\\, :?*[]\0\u00ff".charAt(random.nextInt(11)));
            }
            if (text.isEmpty()) {
                return "";
            }
        }
        return text.toString();
    }

    private void assertNotFooled(String rest) {
        ErrorLogLine line = read(HEAD + rest);

        assertThat(line.upstream()).isEqualTo("http://10.9.9.9:9090/x");
        assertThat(owner.owns(line)).isFalse();
    }

    private static ErrorLogLine read(String text) {
        return Objects.requireNonNull(ErrorLogLine.of(text));
    }
}
