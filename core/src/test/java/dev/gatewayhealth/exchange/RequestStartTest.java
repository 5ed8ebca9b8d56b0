package dev.gatewayhealth.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestStartTest {

    private static final long NOW = 1_700_000_002_500L;

    @ParameterizedTest(name = "{0} is {1} ns ago")
    @CsvSource({
        "t=1700000000.500, 2000000000",
        "1700000000.500, 2000000000",
        "t=1700000000500, 2000000000",
        "t=1700000000500000, 2000000000",
        // A clock that runs ahead a little waited no time; one that is hours off says nothing.
        "t=1700000003.000, 0",
        "t=1700009999.000, -1",
        "t=1600000000.000, -1",
        "t=, -1",
        "t=now, -1",
        "t=1e9, -1",
        "t=NaN, -1",
        "t=-5, -1",
        "t=1.7.0, -1",
        "t=99999999999999999999999, -1",
    })
    void aStampIsReadInAnyOfItsUnitsOrNotAtAll(String header, long expected) {
        assertThat(RequestStart.waitedNanos(header, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1}, stamped {0} ms before: {2} ms")
    @CsvSource({
        "30000, none,                    30000",
        "30000, Content-Length=2000,     30000",
        // nginx sends these when all of them has come, however long the client took.
        "30000, Content-Length=30000000, -1",
        "30000, Transfer-Encoding=chunked, -1",
        "50,    Content-Length=30000000, 50",
    })
    void theStampOfALargeUploadSaysNothingOfAWait(long age, String header, long expected) {
        PlainRequest request = PlainRequest.get("/");
        request.headers.put("X-Request-Start", "t=" + (NOW - age));
        if (header.contains("=")) {
            request.headers.put(header.split("=")[0], header.split("=")[1]);
        }

        long waited = RequestStart.waitedNanos(PlainRequest.VIEW, request, NOW);

        assertThat(waited < 0 ? -1 : waited / 1_000_000).isEqualTo(expected);
    }
}
