package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.EarlyCallers;
import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.Solo;
import dev.gatewayhealth.e2e.rig.Tomcat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A poller does not wait until a service has settled: its first accepted connection is answered by us, not by the application. */
class FirstCallsIT {

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.gatewayhealth.e2e.rig.Tomcat#every")
    void areAnsweredAndCountedFromTheFirstAcceptedConnectionOn(Tomcat tomcat) {
        int port = Places.freePort();
        EarlyCallers pollers = EarlyCallers.at(port, "/gateway-health");
        EarlyCallers visitors = EarlyCallers.at(port, "/hello");
        try (Solo solo = Solo.start(FirstCallsIT.class, tomcat, port, plain -> {})) {
            assertThat(pollers.answers())
                    .allSatisfy(answer -> assertThat(answer.body())
                            .as(solo.service().output()::toString)
                            .startsWith("{\"status\":"));
            List<Answer> greetings = visitors.answers();
            assertThat(greetings).extracting(Answer::body).containsOnly("hello");
            assertThat(solo.reports().quiet().count("started")).isEqualTo(greetings.size());
        }
    }
}
