package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexTest {

    @ParameterizedTest(name = "{0} finds itself in {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "^/(?<year>\\d+)$| /2024| true",
                "^/(?P<nm>p)/(?P=nm)$| /p/p| true",
                "^/[[:alpha:]]+/z$| /abc/z| true",
                "^/[[:^digit:]_-]+$| /a_-b| true",
                "^/x\\Q.+\\E$| /x.+| true",
                "^/x\\Q.+\\E$| /xab| false",
                "^/[]a]+$| /a]| true",
                "^/[a[]+$| /a[| true",
                "^/[a&&b]+$| /a&b| true",
                "a{,3}| a{,3}| true",
                "^(?!/static/)/| /static/x| false",
                "^/a(?#comment)b$| /ab| true",
                "^/(a)(b)\\g{-1}$| /abb| true",
                "^/\\w+\\.(?:do)?$| /x.do| true",
            })
    void readsPcre(String pattern, String subject, boolean found) {
        Regex.Found result = Regex.of(pattern, false).find(subject);
        assertThat(result.undecided()).isFalse();
        assertThat(result.yes()).isEqualTo(found);
    }

    @Test
    void whatJavaCannotSayIsUndecided() {
        assertThat(Regex.of("^(?R)$", false).find("x").undecided()).isTrue();
    }

    @Test
    void aCatastrophicExpressionIsGivenUpInTime() {
        Regex regex = Regex.of("^(a+)+\\1b$", false);
        long began = System.nanoTime();
        assertThat(regex.find("a".repeat(60) + "!").undecided()).isTrue();
        assertThat((System.nanoTime() - began) / 1_000_000).isLessThan(1_000);
    }

    @Test
    void namedGroupsKeepTheirNumbers() {
        Regex regex = Regex.of("^/(x)(?<my_name>y)$", false);
        assertThat(regex.find("/xy").group(regex.names().get("my_name"))).isEqualTo("y");
    }
}
