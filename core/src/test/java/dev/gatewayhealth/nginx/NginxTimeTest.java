package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NginxTimeTest {

    @ParameterizedTest(name = "{0} is {1} ms")
    @CsvSource({
        "60, 60000",
        "5s, 5000",
        "500ms, 500",
        "1m30s, 90000",
        "'1m 30s', 90000",
        "'1h 30m', 5400000",
        "1s500ms, 1500",
        "1w2d3h4m5s6ms, 788645006",
        "0, 0",
        "'1s 5', 6000",
        "' 5', 5000",
        "'5 ', 5000",
        "007, 7000",
    })
    void readsWhatNginxReads(String text, long millis) {
        assertThat(NginxTime.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "", " ", "s5x", "1.5s", "-1", "5S", "1H", "1s1m", "1s1s", "5ms5s", "1y", "1M", " 5s", "5sec", "1 5 5"
            })
    void refusesWhatNginxRefusesAndNamesIt(String text) {
        assertThatThrownBy(() -> NginxTime.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining("1m30s");
    }

    @ParameterizedTest(name = "{0} is {1} s")
    @CsvSource({"10, 10", "1y, 31536000", "1M, 2592000", "1y1M1w, 34732800", "30s, 30"})
    void wholeSecondsKnowYearsAndMonths(String text, long seconds) {
        assertThat(NginxTime.seconds(text)).hasValue(seconds);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"500ms", "1M1y"})
    void wholeSecondsKnowNoMilliseconds(String text) {
        assertThat(NginxTime.seconds(text)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"1m30s", "500ms", "0s", "1d", "2h5s", "1s1ms"})
    void writesWhatItReads(String text) {
        assertThat(NginxTime.format(NginxTime.parse(text))).isEqualTo(text);
    }
}
