package dev.gatewayhealth.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.finding.Severity;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServiceLogTest {

    private final List<String> otherwise = new CopyOnWriteArrayList<>();

    @Test
    void withoutSlf4jItStaysWithStandardError() {
        log(List.of()).say(Severity.WARNING, "a line");

        assertThat(otherwise).containsExactly("a line");
    }

    @Test
    void whatNobodyHasBroughtUpIsLeftAlone() {
        log(List.of(NotUp.class)).say(Severity.WARNING, "a line");

        assertThat(otherwise).containsExactly("a line");
    }

    @Test
    void whereSeveralApplicationsLogEachForItselfNoneIsChosen() {
        log(List.of(Up.class, Up.class)).say(null, "a line");

        assertThat(otherwise).containsExactly("a line");
    }

    @Test
    void aLogThatIsUpIsWrittenToByAThreadOfItsOwnAndALineThatItRefusesIsNotLost() {
        log(List.of(Up.class)).say(Severity.CRITICAL, "a line");

        Awaitility.await().until(() -> otherwise.contains("a line"));
        assertThat(Up.asked).isEqualTo("gateway-health-log");
    }

    private ServiceLog log(List<Class<?>> factories) {
        return new ServiceLog(name -> factories, this::plain, Ticker.system());
    }

    private void plain(@Nullable Severity severity, String text) {
        otherwise.add(text);
    }

    /** As SLF4J's own before anybody has asked it for a logger. */
    static final class NotUp {
        static volatile int INITIALIZATION_STATE = 0;

        private NotUp() {}
    }

    /** As SLF4J's own when it is up, but for its loggers. */
    public static final class Up {
        static volatile int INITIALIZATION_STATE = 3;
        static volatile String asked = "";

        private Up() {}

        public static Object getLogger(String name) {
            asked = Thread.currentThread().getName();
            throw new IllegalStateException(name);
        }
    }
}
