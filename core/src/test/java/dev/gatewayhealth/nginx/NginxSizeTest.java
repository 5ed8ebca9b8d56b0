package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NginxSizeTest {

    @ParameterizedTest(name = "{0} is {1} bytes")
    @CsvSource({"8k, 8192", "8K, 8192", "1m, 1048576", "1500, 1500", "2g, 2147483648", "0, 0"})
    void readsWhatNginxReads(String text, long bytes) {
        assertThat(NginxSize.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "k", "1kb", "-1", "1.5m", "9223372036854775807k", "99999999999999999999"})
    void refusesWhatNginxRefusesAndNamesIt(String text) {
        assertThatThrownBy(() -> NginxSize.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"");
    }

    @Test
    void buffersKnowNoGigabytes() {
        assertThat(NginxSize.memory("1g")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"8k", "1m", "1500", "0"})
    void writesWhatItReads(String text) {
        assertThat(NginxSize.format(NginxSize.parse(text))).isEqualTo(text);
    }
}
