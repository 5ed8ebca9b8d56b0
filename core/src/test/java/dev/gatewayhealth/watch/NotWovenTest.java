package dev.gatewayhealth.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotWovenTest {

    @Test
    void aServerWhosePointsAreLiveOrStillToComeIsNothingToSpeakOf() {
        assertThat(of(
                        hook("Tomcat/11", "A.begin", "live"),
                        hook("Tomcat/11", "B.write", "waiting"),
                        hook("Tomcat/11", "C.flush", "absent: the server comes without it")))
                .isEmpty();
    }

    @Test
    void aServerThatIsFollowedInPartIsOneNoticeThatNamesWhatIsMissing() {
        List<Noticed> said = of(
                hook("Tomcat/11", "A.begin", "live"),
                hook("Tomcat/11", "B.write", "not-woven: no such method"),
                hook("Tomcat/11", "C.flush", "failing: NoSuchMethodError"),
                hook("Undertow/2", "D.begin", "live"));

        assertThat(said).singleElement().satisfies(notice -> {
            assertThat(notice.code()).isEqualTo(Code.NOT_WOVEN);
            assertThat(notice.severity()).isEqualTo(Severity.NOTICE);
            assertThat(notice.subject()).isEqualTo("Tomcat/11");
            assertThat(notice.message()).contains("2 of 3 points of Tomcat/11", "B.write", "no such method", "1 more");
            assertThat(notice.evidence())
                    .containsEntry(
                            "points",
                            Map.of("B.write", "not-woven: no such method", "C.flush", "failing: NoSuchMethodError"));
        });
    }

    @Test
    void eachServerIsSpokenOfOnItsOwn() {
        assertThat(of(
                        hook("Tomcat", "A.begin", "not-woven: its class was loaded before the agent came"),
                        hook("Undertow/2", "D.begin", "failing: VerifyError")))
                .extracting(Noticed::subject)
                .containsExactly("Tomcat", "Undertow/2");
    }

    @Test
    void aPortThatNobodyFollowsIsANoticeOfItsOwn() {
        List<Noticed> said = of(
                hook("Tomcat/11", "A.begin", "live"),
                hook("unknown server", "port 8080", "not-followed: nginx proxies there"),
                hook("unknown server", "port 8081", "not-followed: nginx proxies there"));

        assertThat(said).extracting(Noticed::subject).containsExactly("port 8080", "port 8081");
        assertThat(said.get(0).severity()).isEqualTo(Severity.NOTICE);
        assertThat(said.get(0).message()).contains("port 8080", "(nginx proxies there)", "neither seen nor counted");
        assertThat(said.get(0).evidence())
                .containsEntry("points", Map.of("port 8080", "not-followed: nginx proxies there"));
    }

    private static List<Noticed> of(Report.Hook... hooks) {
        List<Noticed> states = new ArrayList<>();
        NotWoven.add(states, List.of(hooks));
        return states;
    }

    private static Report.Hook hook(String server, String point, String state) {
        return new Report.Hook(server, point, state);
    }
}
