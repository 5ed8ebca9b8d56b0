package dev.gatewayhealth.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "enabled,yes",
                "enabled,TRUE",
                "path,gateway-health",
                "path,/",
                "path,/health/",
                "path,//health",
                "path,/a b",
                "path,/a?b",
                "path,/a%20b",
                "nginx.map-prefix,/etc/nginx",
                "nginx.map-prefix,etc=/mnt",
                "nginx.map-prefix,=/mnt",
                "nginx.version,1.26",
                "nginx.version,latest",
                "proxy_read_timeout,0",
                "proxy_read_timeout,5 seconds",
                "proxy_read_timeout,-1",
                "proxy_read_timeout,366d",
                "keepalive_timeout,PT5S",
                "proxy_buffer_size,0",
                "proxy_buffer_size,4kb",
                "proxy_buffer_size,1g",
                "client_max_body_size,-1",
                "trust-limit-headers,on",
                "warn-at,0",
                "warn-at,0.0",
                "warn-at,1.1",
                "warn-at,NaN",
                "warn-at,1e-1",
                "horizon,0",
                "down-on,\"file-descriptors,typo\"",
                "down-on,read-timeout-near",
                "down-after,0",
                "up-after,3601",
                "probe.every,50ms",
                "probe.every,never",
                "admin.port,0",
                "admin.port,65536",
                "admin.port,+80",
                "admin.host,a b",
                "admin.host,http://localhost",
                "admin.token,a b",
                "admin.token,\u00e9",
                "drain.max,forever"
            })
    void refusesWithADefault(String key, String value) {
        Settings.Outcome outcome = Settings.of(Map.of(key, value), "here");

        assertThat(outcome.problems()).extracting(Problem::key).containsExactly(key);
        assertThat(outcome.settings().from(Keys.named(key))).isNull();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "enabled,false",
                "path,/a/b-c_d.e~f",
                "proxy_read_timeout,1h 30m",
                "keepalive_timeout,0",
                "client_max_body_size,0",
                "warn-at,1",
                "warn-at,1.0",
                "warn-at,.25",
                "down-on,none",
                "down-on,\"request-threads, listener\"",
                "probe.every,off",
                "probe.every,100ms",
                "admin.port,off",
                "admin.port,65535",
                "admin.host,localhost",
                "admin.host,fe80::1%eth0",
                "admin.token,abc=="
            })
    void accepts(String key, String value) {
        Settings.Outcome outcome = Settings.of(Map.of(key, value), "here");

        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.settings().from(Keys.named(key))).isEqualTo("here");
    }

    @Test
    void noTwoKeysShareAVariable() {
        assertThat(Keys.all()).extracting(Key::variable).doesNotHaveDuplicates();
    }

    @Test
    void everyKeySaysWhatItMeansAndAccepts() {
        assertThat(Keys.all()).allSatisfy(key -> {
            assertThat(key.meaning()).endsWith(".");
            assertThat(key.accepted()).isNotBlank().doesNotEndWith(".");
            assertThat(key.otherwise()).isNotBlank();
        });
    }
}
