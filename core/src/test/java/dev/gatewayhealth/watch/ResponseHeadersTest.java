package dev.gatewayhealth.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.ManualTicker;
import dev.gatewayhealth.exchange.PlainRequest;
import dev.gatewayhealth.exchange.ResponseHeads;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Severity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseHeadersTest {

    private final ResponseHeads heads = new Exchanges(new ManualTicker()).heads();
    private final GatewayContract contract =
            GatewayContract.assumed(new Overrides(null, null, null, null, null, null), null);
    private ResponseHeaders watch = watch(null);

    @Test
    void aHeaderIsLargeFromItsShareOfTheBufferOn() {
        watch.look(contract);
        send(sized(3276));
        assertThat(watch.look(contract)).isEmpty();

        send(sized(3277));

        assertThat(watch.look(contract)).singleElement().satisfies(found -> {
            assertThat(found.code()).isEqualTo(Code.RESPONSE_HEADER_LARGE);
            assertThat(found.severity()).isEqualTo(Severity.WARNING);
            assertThat(found.message())
                    .contains("GET /page", "3277 bytes", "of the 4096", "nginx default", "X-Pad")
                    .doesNotContain("ppp");
            assertThat(found.gateway().status()).isEqualTo(502);
        });
        assertThat(watch.look(contract)).isEmpty();
    }

    @Test
    void whatDoesNotFitIsSaidToFailAndTheRemedyHoldsIt() {
        watch.look(contract);
        send(sized(9000));

        assertThat(watch.look(contract)).singleElement().satisfies(found -> {
            assertThat(found.message()).contains("more than the 4096", "502");
            assertThat(found.remedy().get(0).change()).isEqualTo("proxy_buffer_size 16k; proxy_buffers 8 16k;");
        });
    }

    @Test
    void theLargestOfALocationSpeaksForAllOfThem() {
        watch.look(contract);
        send(sized(3300));
        send(sized(3900));
        send(sized(3500));

        assertThat(watch.look(contract)).singleElement().satisfies(found -> {
            assertThat(found.occurrences()).isEqualTo(3);
            assertThat(found.evidence()).containsEntry("bytes", 3900);
        });
    }

    @Test
    void aNameThatNginxRefusesIsAWarningWithEveryVersion() {
        send("HTTP/1.1 200 OK\r\nX Bad: secret\r\n\r\n");

        assertThat(watch.look(contract)).singleElement().satisfies(found -> {
            assertThat(found.code()).isEqualTo(Code.RESPONSE_INVALID);
            assertThat(found.severity()).isEqualTo(Severity.WARNING);
            assertThat(found.message()).contains("(X\\x20Bad)", "502").doesNotContain("secret");
        });
    }

    @Test
    void aLengthThatStandsThereTwiceFailsFromNginx123OnOnly() {
        String twice = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n";

        assertThat(severities(null, twice)).containsExactly(Severity.NOTICE);
        assertThat(severities("1.22.1", twice)).containsExactly(Severity.NOTICE);
        assertThat(severities("1.23.0", twice)).containsExactly(Severity.WARNING);
    }

    @Test
    void aLengthBesideChunksFailsEverywhere() {
        String both = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n";

        assertThat(severities("1.22.1", both)).containsExactly(Severity.WARNING);
        assertThat(severities("1.29.0", both)).containsExactly(Severity.WARNING);
    }

    @Test
    void aCodingWithoutChunksBesideALengthFailsFromNginx123OnOnly() {
        String gzip = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: gzip\r\n\r\n";

        assertThat(severities("1.22.1", gzip)).containsExactly(Severity.NOTICE);
        assertThat(severities("1.23.0", gzip)).containsExactly(Severity.WARNING);
    }

    @Test
    void anInterimStatusIsTakenForTheAnswerByEveryNginx() {
        assertThat(severities("1.22.1", "HTTP/1.1 100 Continue\r\n\r\n")).containsExactly(Severity.WARNING);
        assertThat(severities("1.31.0", "HTTP/1.1 102 Processing\r\n\r\n")).containsExactly(Severity.WARNING);
        assertThat(severities("1.22.1", "HTTP/1.1 101 Switching Protocols\r\n\r\n"))
                .isEmpty();
    }

    @Test
    void earlyHintsAreTakenForTheAnswerUntilNginx129() {
        String hints = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";

        assertThat(severities(null, hints)).containsExactly(Severity.WARNING);
        assertThat(severities("1.28.0", hints)).containsExactly(Severity.WARNING);
        assertThat(severities("1.29.0", hints)).isEmpty();
    }

    @Test
    void whoAsksForAnInterimStatusIsNotSurprisedByIt() {
        PlainRequest request = PlainRequest.get("/page");
        request.headers.put("Expect", "100-continue");

        assertThat(fails(request, "HTTP/1.1 100 Continue\r\n\r\n")).isFalse();
        assertThat(watch.look(contract)).isEmpty();
        assertThat(fails(PlainRequest.get("/page"), "HTTP/1.1 100 Continue\r\n\r\n"))
                .isTrue();
    }

    @Test
    void ofMoreThanAreReadOtherwiseAllThatFailAreFound() {
        for (int i = 0; i < 100; i++) {
            assertThat(fails(PlainRequest.get("/page"), "HTTP/1.1 200 OK\r\nX Bad: a\r\n\r\n"))
                    .isTrue();
        }
    }

    private boolean fails(PlainRequest request, String head) {
        ByteBuffer bytes = ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1));
        return heads.wanted(bytes.capacity()) && heads.look(PlainRequest.VIEW, request, bytes, 0, bytes.capacity());
    }

    private List<Severity> severities(String version, String head) {
        watch = watch(version);
        send(head);
        return watch.look(contract).stream().map(Noticed::severity).toList();
    }

    private ResponseHeaders watch(String version) {
        return new ResponseHeaders(heads, new WatchSettings(0.8, false, Duration.ofMinutes(2), version));
    }

    private void send(String head) {
        ByteBuffer bytes = ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1));
        if (heads.wanted(bytes.capacity())) {
            heads.look(PlainRequest.VIEW, PlainRequest.get("/page"), bytes, 0, bytes.capacity());
        }
    }

    private static String sized(int bytes) {
        String start = "HTTP/1.1 200 OK\r\nShort: s\r\nX-Pad: ";
        return start + "p".repeat(bytes - start.length() - 4) + "\r\n\r\n";
    }
}
