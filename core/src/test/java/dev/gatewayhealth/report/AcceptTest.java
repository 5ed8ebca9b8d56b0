package dev.gatewayhealth.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptTest {

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "text/plain",
                "TEXT/Plain",
                "text/*",
                "text/plain;q=0.1",
                "text/plain; charset=utf-8 ;q=0.5, application/json;q=0.4",
                "text/plain, */*",
                "text/*;q=0.9, application/*;q=0.8",
                "application/json;q=0, text/plain;q=0.001",
                "application/json;q=2, text/plain;q=0.5",
                "*/*;q=0.1, text/plain;Q=0.2",
                "text/plain;q=1.000,application/json;q=0.999"
            })
    void text(String accept) {
        assertThat(Accept.prefersText(accept)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/json",
                "application/json, text/plain",
                "text/plain, application/json",
                "text/plain;q=0.5, application/json",
                "text/plain;q=0",
                "text/plain;q=x",
                "text/plain;q=",
                "text/plain;q=0.1234",
                "text/plain;q=-1",
                "text/plain;q=1.001",
                "text/plainx",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "text/*, text/plain;q=0",
                "image/png",
                ",;,=;q",
                "text/plain;q=0.4, */*;q=0.5"
            })
    void json(String accept) {
        assertThat(Accept.prefersText(accept)).isFalse();
    }

    @Test
    void nothingSaidIsJson() {
        assertThat(Accept.prefersText(null)).isFalse();
    }

    @Test
    void anEndlessHeaderIsNotRead() {
        assertThat(Accept.prefersText("text/plain," + "a/b,".repeat(1000))).isFalse();
    }
}
