package dev.gatewayhealth.agent.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.agent.server.OpenListener;
import dev.gatewayhealth.agent.server.ServerKind;
import dev.gatewayhealth.agent.tomcat.Tomcat;
import dev.gatewayhealth.agent.undertow.Undertow;
import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.contract.Sourced;
import java.lang.instrument.ClassFileTransformer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server tolerates is read from the running server, defaults included. */
class EffectiveLimitsTest {

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"TOMCAT_9", "TOMCAT_10_1", "TOMCAT_11", "TOMCAT_11_NIO2"})
    void aTomcatTellsAllOfThem(Server server) throws Exception {
        ListenerLimits limits = limits(server, new Tomcat());

        assertThat(limits.server()).startsWith("Tomcat/");
        assertThat(limits.idleTimeout().value()).isEqualTo(Duration.ofSeconds(60));
        assertThat(limits.idleTimeout().source())
                .isEqualTo("keepAliveTimeout of the connector :"
                        + limits.listening().port());
        assertThat(limits.http2IdleTimeout().value()).isEqualTo(Duration.ofSeconds(20));
        assertThat(limits.pressedIdleTimeout()).extracting(Sourced::known).isEqualTo(false);
        assertThat(limits.keepAliveRequests().value()).isEqualTo(100);
        assertThat(limits.requestHeaderBytes().value()).isEqualTo(8192);
        assertThat(limits.requestHeaders().value()).isEqualTo(100);
        assertThat(limits.responseHeaderBytes().value()).isEqualTo(8192);
        assertThat(limits.formBytes().value()).isEqualTo(2_097_152);
        assertThat(limits.swallowBytes().value()).isEqualTo(2_097_152);
        assertThat(limits.asyncTimeout().value()).isEqualTo(Duration.ofSeconds(30));
        assertThat(limits.backlog().value()).isEqualTo(100);
        assertThat(limits.tls().value()).isFalse();
        assertThat(limits.bodyBytes().known()).isFalse();
    }

    @Test
    void anUndertowTellsWhatItsOptionsHold() throws Exception {
        ListenerLimits limits = limits(Server.UNDERTOW_2_3, new Undertow());

        assertThat(limits.server()).startsWith("Undertow/2.3");
        assertThat(limits.idleTimeout().value()).isEqualTo(Duration.ofSeconds(60));
        assertThat(limits.requestHeaderBytes().value()).isEqualTo(1_048_576);
        assertThat(limits.requestHeaders().value()).isEqualTo(200);
        assertThat(limits.bodyBytes().value()).isEqualTo(2_097_152);
        assertThat(limits.multipartBytes().value()).isEqualTo(2_097_152);
        assertThat(limits.asyncTimeout().known()).isFalse();
    }

    private static ListenerLimits limits(Server server, ServerKind kind) throws Exception {
        Container container = server.load(new ClassFileTransformer() {});
        container.start();
        try {
            OpenListener opened = null;
            for (Object listener : container.listeners()) {
                opened = kind.listener(listener);
            }
            return opened.limits().limits();
        } finally {
            container.stop();
        }
    }
}
