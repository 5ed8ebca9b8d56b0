package dev.gatewayhealth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.EarlyCallers;
import dev.gatewayhealth.e2e.rig.Places;
import dev.gatewayhealth.e2e.rig.ReportClient;
import dev.gatewayhealth.e2e.rig.ServiceUnderTest;
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
        int admin = Places.freePort();
        EarlyCallers pollers = EarlyCallers.at(port, "/gateway-health");
        EarlyCallers visitors = EarlyCallers.at(port, "/hello");
        try (ServiceUnderTest service = new ServiceUnderTest.Recipe(tomcat)
                        .agent("admin.port", Integer.toString(admin))
                        .start(Places.work("FirstCallsIT-" + tomcat), port);
                ReportClient reports = ReportClient.of(admin)) {
            assertThat(pollers.answers())
                    .allSatisfy(answer -> assertThat(answer.body())
                            .as(service.output()::toString)
                            .startsWith("{\"status\":"));
            List<Answer> greetings = visitors.answers();
            assertThat(greetings).extracting(Answer::body).containsOnly("hello");
            assertThat(reports.quiet().count("started")).isEqualTo(greetings.size());
        }
    }
}
