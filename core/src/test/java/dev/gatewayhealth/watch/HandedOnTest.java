package dev.gatewayhealth.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.GatewayAnswer;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HandedOnTest {

    private static final String TIMED_OUT =
            "upstream timed out (110: Connection timed out) while reading response header from upstream";

    @Test
    void theTimeoutIsCalledByItsNameInAStreamServer() {
        Noticed said = said(Noticed.of(Code.READ_TIMEOUT_NEAR, "stream 81")
                .message("kept nginx waiting for 4 s of 5 s (proxy_read_timeout, nginx.conf:3)")
                .gateway(504, TIMED_OUT)
                .remedy(Remedy.nginx("proxy_read_timeout 10s;"))
                .remedy(Remedy.service("begin to answer within 5 s")));

        assertThat(said.message()).isEqualTo("kept nginx waiting for 4 s of 5 s (proxy_timeout, nginx.conf:3)");
        assertThat(said.remedy())
                .containsExactly(Remedy.nginx("proxy_timeout 10s;"), Remedy.service("begin to answer within 5 s"));
    }

    @Test
    void nothingIsAnsweredAndTheLogSaysWhatAStreamServerSays() {
        GatewayAnswer silent = said(Noticed.of(Code.GATEWAY_GAVE_UP, "").gateway(504, TIMED_OUT))
                .gateway();
        assertThat(silent)
                .isEqualTo(new GatewayAnswer(
                        0, "connection timed out (110: Connection timed out) while proxying connection"));

        String refused = "connect() failed (111: Connection refused) while connecting to upstream";
        assertThat(said(Noticed.of(Code.LISTENER, "").gateway(502, refused)).gateway())
                .isEqualTo(new GatewayAnswer(0, refused));

        assertThat(said(Noticed.of(Code.RESPONSE_ABORTED, "")
                                .gateway(502, "upstream prematurely closed connection while reading upstream"))
                        .gateway())
                .isEqualTo(new GatewayAnswer(0, null));
    }

    @Test
    void aSettingKeepsItsName() {
        assertThat(said(Noticed.of(Code.READ_TIMEOUT_NEAR, "")
                                .message("of 5 s (proxy_read_timeout, setting proxy_read_timeout)"))
                        .message())
                .isEqualTo("of 5 s (proxy_timeout, setting proxy_read_timeout)");
    }

    @Test
    void noDirectiveOfHttpIsProposed() {
        Noticed said = said(Noticed.of(Code.EPHEMERAL_PORTS, "")
                .remedy(Remedy.nginx("keepalive 32;"))
                .remedy(Remedy.nginx("proxy_http_version 1.1; proxy_set_header Connection \"\";"))
                .remedy(Remedy.nginx("server 127.0.0.1:8080 max_conns=200;"))
                .remedy(Remedy.host("sysctl -w x=1")));

        assertThat(said.remedy())
                .containsExactly(Remedy.nginx("server 127.0.0.1:8080 max_conns=200;"), Remedy.host("sysctl -w x=1"));
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_0", "CONNECTIONS_NOT_REUSED", "FORWARDED_HEADERS_MISSING", "RESPONSE_HEADER_LARGE"})
    void whatNginxWouldMakeOfHttpIsNotSaid(Code code) {
        assertThat(HandedOn.of(List.of(Noticed.of(code, "").build()))).isEmpty();
    }

    private static Noticed said(Noticed.Builder noticed) {
        return Objects.requireNonNull(HandedOn.of(noticed.build()));
    }
}
