package dev.gatewayhealth.agent.engine;

import static dev.gatewayhealth.agent.weave.Value.self;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.agent.weave.Family;
import dev.gatewayhealth.agent.weave.Instrumented;
import dev.gatewayhealth.agent.weave.Namesakes;
import dev.gatewayhealth.agent.weave.Point;
import dev.gatewayhealth.agent.weave.Shapes;
import dev.gatewayhealth.agent.weave.Weaver;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ToldTest {

    private static final String SHAPES = Shapes.class.getName();
    private static final String BYTES = SHAPES.replace('.', '/');

    private final Weaver weaver = new Weaver(
            (Instrumentation) Proxy.newProxyInstance(
                    ToldTest.class.getClassLoader(),
                    new Class<?>[] {Instrumentation.class},
                    (proxy, method, arguments) -> null),
            List.of(new Shaped()));

    @Test
    void aPointThatIsLiveTells() throws IOException {
        load();

        assertThat(new Told(0, "READING", false).isTold(weaver.homes())).isTrue();
    }

    @Test
    void aMethodThatThisVersionHasNotGotDoesNot() throws IOException {
        load();

        assertThat(new Told(0, "READ", true).isTold(weaver.homes())).isFalse();
    }

    @Test
    void whereNoClassWouldTellItDependsOnWhatItIs() throws IOException {
        load();

        assertThat(new Told(0, "WROTE", true).isTold(weaver.homes())).isTrue();
        assertThat(new Told(0, "WROTE", false).isTold(weaver.homes())).isFalse();
    }

    @Test
    void ofAnotherKindOfServerNothingFollows() throws IOException {
        load();

        assertThat(new Told(1, "READING", false).isTold(weaver.homes())).isFalse();
    }

    private void load() throws IOException {
        try (InputStream bytes = Shapes.class.getResourceAsStream("Shapes.class")) {
            assertThat(weaver.transform(ToldTest.class.getClassLoader(), BYTES, null, null, bytes.readAllBytes()))
                    .isNotNull();
        }
    }

    private record Shaped() implements Family {

        @Override
        public String name() {
            return "Server";
        }

        @Override
        public List<String> beginnings() {
            return List.of(BYTES);
        }

        @Override
        public @Nullable Namesakes namesakes() {
            return null;
        }

        @Override
        public Instrumented instrumented() {
            return new Instrumented(
                    "Server",
                    Point.in(SHAPES)
                            .method("plain", "()V")
                            .entry("READING", self())
                            .method("gone", "()V")
                            .exit("READ", self())
                            .points(),
                    Set.of());
        }
    }
}
