package dev.gatewayhealth.agent.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseHeadTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "HTTP/1.1 200 OK, 15",
        "HTTP/1.0 504 Gateway Timeout, 28",
        "HTTP/1.1 101 Switching Protocols, 32",
        "HTTP/1.1 100 Continue, 0",
        "HTTP/1.1 103 Early Hints, 0",
        "HTTP/1.1 2, 0",
        "a body that starts with no header, 0"
    })
    void isAsLongAsTheBufferUnlessItIsInterim(String line, int bytes) {
        assertThat(ResponseHead.bytes(buffer(line))).isEqualTo(bytes);
    }

    @Test
    void isReadWhereTheBufferStandsAndLeavesItThere() {
        ByteBuffer buffer = buffer("xxHTTP/1.1 200 OK").position(2);

        assertThat(ResponseHead.bytes(buffer)).isEqualTo(15);
        assertThat(buffer.position()).isEqualTo(2);
    }

    private static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
