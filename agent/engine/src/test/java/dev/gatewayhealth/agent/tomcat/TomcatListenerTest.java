package dev.gatewayhealth.agent.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TomcatListenerTest {

    /** TomEE and hardened servers say what they like of themselves; the kind of server is what comes before the slash. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"11.0.27.0,Tomcat/11.0.27", "10.0.27,Tomcat/10.0.27", "9,Tomcat/9", "hidden,Tomcat", "'',Tomcat"})
    void isCalledTomcatWhateverItCallsItself(String number, String name) {
        assertThat(TomcatListener.named(number)).isEqualTo(name);
    }
}
