package dev.gatewayhealth.agent.weave;

import static dev.gatewayhealth.agent.weave.Value.self;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Classes that bear the names of a server's and are another's. */
class NamesakesTest {

    private static final String BEGINNING = Shapes.class.getName().replace('.', '/');

    private Class<?>[] loaded = {};

    @Test
    void aClassThatMentionsNothingOfTheServerIsLeftAloneAndNoSignOfIt() {
        Weaver weaver = weaver("org/elsewhere/");

        assertThat(transformed(weaver)).isNull();
        assertThat(weaver.homes()).isEmpty();
    }

    @Test
    void aClassThatMentionsTheServerIsWoven() {
        Weaver weaver = weaver("java/lang/Object");

        assertThat(transformed(weaver)).isNotNull();
        assertThat(weaver.homes()).hasSize(1);
    }

    @Test
    void aClassOfAnotherServerIsNoStranger() {
        loaded = new Class<?>[] {Shapes.class, String.class};

        assertThat(weaver("org/elsewhere/").strangers()).isEmpty();
    }

    @Test
    void aClassOfTheServerIsAStrangerWhereTheServerIs() {
        loaded = new Class<?>[] {Shapes.class, String.class};

        assertThat(weaver("java/lang/Str").strangers())
                .singleElement()
                .extracting(Target::type)
                .isEqualTo(Shapes.class.getName());
    }

    private static byte[] transformed(Weaver weaver) {
        return weaver.transform(NamesakesTest.class.getClassLoader(), BEGINNING, null, null, Woven.bytes(Shapes.class));
    }

    private Weaver weaver(String proof) {
        return new Weaver(instrumentation(), List.of(new Server(new Namesakes(BEGINNING, proof))));
    }

    private Instrumentation instrumentation() {
        return (Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, values) -> method.getName().equals("getAllLoadedClasses") ? loaded : null);
    }

    private record Server(Namesakes namesakes) implements Family {

        @Override
        public String name() {
            return "Server";
        }

        @Override
        public List<String> beginnings() {
            return List.of(BEGINNING);
        }

        @Override
        public Instrumented instrumented() {
            List<Point> points = Point.in(Shapes.class.getName())
                    .method("plain", "()V")
                    .entry("READING", self())
                    .points();
            return new Instrumented("Server", points, Set.of());
        }
    }
}
