package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                "^/[\\w-.]+$| /a-.b| true",
                "^/[[:^upper:]]$| /A| false",
                "^/[^\\d[:punct:]]+$| /a1| false",
                "^/[a-\\d]+$| /a-1| true",
                "^/[\\101-C]$| /B| true",
                "^/[]-a]$| /^| true",
                "^/[^]]$| /]| false",
                "^/a\\Kb$| /ab| true",
                "^/(?x) a b # both$| /ab| true",
                "^/(?x: [ #] )b$| / b| true",
                "^/(?i:a)b$| /AB| false",
                "(*NO_JIT)^/a$| /a| true",
                "(*UTF)^/.$| /a| true",
                "^/\\x2e\\x{2E}\\056\\o{56}$| /....| true",
                "^/a\\N$| /ab| true",
                "^/\\ca$| /a| false",
                "^/(a)\\12$| /aa2| false",
                "^/(a)(?:\\1)2$| /aa2| true",
                "^/\\Qa\\E+$| /aaa| true",
                "^/a\\E$| /a| true",
                "^/a(*FAIL)| /a| false",
                "^/a{1,2}+a$| /aa| false",
                "^/[a{]{2}$| /{a| true",
                "^/a]$| /a]| true",
                "^/(?'n'a)\\k'n'$| /aa| true",
            })
    void readsPcre(String pattern, String subject, boolean found) {
        Regex.Found result = Regex.of(pattern, false).find(subject);
        assertThat(result.undecided()).isFalse();
        assertThat(result.yes()).isEqualTo(found);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "^(?R)$",
                "^(?<n>x)\\g<n>$",
                "^(?|(x)|(y))$",
                "^(x)?(?(1)y|x)$",
                "^x(*ACCEPT)y",
                "^\\p{L}$",
                "^(?U)x+",
                "^x{2}{2}$",
                "^(?>(x)|y)$",
                "^(?=(x)|y)",
                "^(\\2|(x))+$",
                "(*UCP)^x$",
                "(*UTF)^x?\u00c3\u00a9?$",
            })
    void whatJavaCannotSayIsUndecided(String pattern) {
        Regex regex = Regex.of(pattern, false);
        assertThat(regex.find("x").undecided()).isTrue();
        assertThat(regex.malformed()).isFalse();
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"'(*UTF)^/.$', '/\u00c3\u00a9'", "'(*ANYCRLF)^/a$', '/a\r'"})
    void settingsOfAPatternAreFollowedInPlainSubjectsOnly(String pattern, String subject) {
        assertThat(Regex.of(pattern, false).find(subject).undecided()).isTrue();
        assertThat(Regex.of(pattern, false).find("/b").undecided()).isFalse();
    }

    @Test
    void bytesBeyondAsciiAreNeitherLettersNorWords() {
        assertThat(Regex.of("a\\b", false).find("a\u00c3").yes()).isTrue();
        assertThat(Regex.of("^\\w$", false).find("\u00c3").yes()).isFalse();
        assertThat(Regex.of("^\u00e9$", true).find("\u00c9").yes()).isFalse();
    }

    @Test
    void aLineEndsAtALineFeed() {
        assertThat(Regex.of("^/a$", false).find("/a\n").yes()).isTrue();
        assertThat(Regex.of("^/a$", false).find("/a\n\n").yes()).isFalse();
        assertThat(Regex.of("^/a$", false).find("/a\r").yes()).isFalse();
        assertThat(Regex.of("^/a.$", false).find("/a\r").yes()).isTrue();
        assertThat(Regex.of("^\\R\\n$", false).find("\r\n").yes()).isFalse();
    }

    @Test
    void whatMustNotBeFoundHasFoundNothing() {
        Regex.Found found = Regex.of("ab*?(?!.((?:b|a|bB))+)$", false).find("aaa.ba.bB.ab");
        assertThat(found.yes()).isTrue();
        assertThat(found.group(1)).isEmpty();
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
