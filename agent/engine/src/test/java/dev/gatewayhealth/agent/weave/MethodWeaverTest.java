package dev.gatewayhealth.agent.weave;

import static dev.gatewayhealth.agent.weave.Value.argument;
import static dev.gatewayhealth.agent.weave.Value.longNumber;
import static dev.gatewayhealth.agent.weave.Value.number;
import static dev.gatewayhealth.agent.weave.Value.returned;
import static dev.gatewayhealth.agent.weave.Value.self;
import static dev.gatewayhealth.agent.weave.Value.thrown;
import static dev.gatewayhealth.agent.weave.Woven.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MethodWeaverTest {

    private static final String SHAPES = Shapes.class.getName();

    private final HookRecorder recorder = new HookRecorder();

    @AfterEach
    void disconnect() {
        recorder.close();
    }

    @Test
    void reachesTheHookFromAClassInAnotherLoader() {
        assertThat(Listeners.reachable()).isTrue();
    }

    @Test
    void entryComesFirstAndExitLast() throws Throwable {
        Woven woven = Woven.shapes(in("plain", "()V")
                .entry("READING", self())
                .exit("READ", self().field(SHAPES, "ran", "Ljava/util/List;")));
        woven.call("plain");

        assertThat(recorder.events()).containsExactly("READING", "READ");
        assertThat(recorder.heard().get(0).values()).containsExactly(woven.object());
        assertThat(recorder.heard().get(1).values()).containsExactly(List.of("plain"));
    }

    @Test
    void severalPointsOfOneMethodKeepTheirOrder() throws Throwable {
        Woven woven = Woven.shapes(in("plain", "()V")
                .entry("READING", self())
                .entry("WRITING", self())
                .exit("READ", self())
                .exit("ENDED", self()));
        woven.call("plain");

        assertThat(recorder.events()).containsExactly("READING", "WRITING", "READ", "ENDED");
    }

    @Test
    void aLoopMayStartAtTheFirstInstruction() throws Throwable {
        Woven woven =
                Woven.shapes(in("loopsAtOnce", "(I)I").entry("READING", self()).exit("READ", self()));

        assertThat(woven.call("loopsAtOnce", 3)).isEqualTo(0);
        assertThat(recorder.events()).containsExactly("READING", "READ");
    }

    @Test
    void aLoopAtTheFirstInstructionMayBeWovenAtItsExitOnly() throws Throwable {
        Woven woven = Woven.shapes(in("loopsAtOnce", "(I)I").exit("READ", self()));

        assertThat(woven.call("loopsAtOnce", 3)).isEqualTo(0);
        assertThat(recorder.events()).containsExactly("READ");
    }

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource({"0,zero", "4,small", "10,ten", "99,large"})
    void everyReturnIsOneExit(int which, String expected) throws Throwable {
        Woven woven = Woven.shapes(
                in("returnsInManyPlaces", "(I)Ljava/lang/String;").exit("COMMITTED", returned(), argument(0)));

        assertThat(woven.call("returnsInManyPlaces", which)).isEqualTo(expected);
        assertThat(recorder.only()).containsExactly(expected, which);
    }

    @ParameterizedTest(name = "early {0}")
    @CsvSource({"true,5", "false,6"})
    void aReturnInsideATryRunsTheFinallyOnceAndBeforeTheExit(boolean early, long expected) throws Throwable {
        Value ranSoFar = self().field(SHAPES, "ran", "Ljava/util/List;").callInterface("java.util.List", "size", "()I");
        Woven woven = Woven.shapes(in("returnsFromTry", "(Z)J").exit("COMMITTED", self(), ranSoFar));

        assertThat(woven.call("returnsFromTry", early)).isEqualTo(expected);
        assertThat((List<?>) woven.field("ran")).filteredOn("finally"::equals).hasSize(1);
        assertThat(recorder.only()).containsExactly(woven.object(), early ? 1 : 2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"holdsLock,7", "holdsNoLock,-1"})
    void aValueMayDependOnWhetherTheClassUsesAMemberOfThatName(String name, int expected) throws Throwable {
        Value here = self().call(SHAPES, "number", "()I");
        Woven woven = Woven.shapes(in("plain", "()V").entry("PARKED", self(), Value.whereUsed(name, here, number(-1))));
        woven.call("plain");

        assertThat(recorder.only()).containsExactly(woven.object(), expected);
    }

    @Test
    void anExitSeesWhatIsThrownAndLetsItGo() {
        Woven woven = Woven.shapes(in("throwsWhatItIsGiven", "(Ljava/lang/Exception;)V")
                .entry("READING", self())
                .exit("WROTE", self(), thrown()));
        IOException gone = new IOException("gone");

        assertThatThrownBy(() -> woven.call("throwsWhatItIsGiven", gone)).isSameAs(gone);
        assertThat(recorder.events()).containsExactly("READING", "WROTE");
        assertThat(recorder.heard().get(1).values()).containsExactly(woven.object(), gone);
    }

    @Test
    void nothingIsThrownWhereTheMethodReturned() throws Throwable {
        Woven woven =
                Woven.shapes(in("catchesEverything", "()Ljava/lang/String;").exit("WROTE", self(), thrown()));

        assertThat(woven.call("catchesEverything")).isEqualTo("caught");
        assertThat(recorder.only()).containsExactly(woven.object(), null);
    }

    @Test
    void nothingIsReturnedWhereTheMethodThrew() {
        Woven woven = Woven.shapes(
                in("throwsInsteadOfReturning", "()Ljava/lang/Object;").exit("COMMITTED", returned(), number(3)));

        assertThatThrownBy(() -> woven.call("throwsInsteadOfReturning")).hasMessage("its own");
        assertThat(recorder.only()).containsExactly(null, 3);
    }

    @Test
    void argumentsOfEveryWidthAreFoundAndTheReturnValueSurvives() throws Throwable {
        Woven woven = Woven.shapes(in("wide", "(JDILjava/lang/Object;)D")
                .entry("BEGIN", argument(3), argument(0))
                .exit("COMMITTED", argument(3), argument(2)));

        assertThat(woven.call("wide", 1L, 2.5, 3, "x")).isEqualTo(-6.5);
        assertThat(recorder.heard().get(0).values()).containsExactly("x", 1L);
        assertThat(recorder.heard().get(1).values()).containsExactly("x", 3);
    }

    @Test
    void everyKindOfParameterHasItsFrame() throws Throwable {
        Woven woven = Woven.shapes(in("many", "(BCSZF[J[[Ljava/lang/String;)Ljava/lang/Object;")
                .entry("LEFT", argument(6), argument(3))
                .exit("COMMITTED", returned(), number(1000)));
        long[] numbers = {1};

        assertThat(woven.call("many", (byte) 1, 'c', (short) 2, true, 1.5f, numbers, new String[0][]))
                .isSameAs(numbers);
        assertThat(recorder.heard().get(1).values()).containsExactly(numbers, 1000);
    }

    @Test
    void aSynchronizedMethodHoldsItsLockMeanwhile() throws Throwable {
        Woven woven = Woven.shapes(
                in("locked", "()Ljava/lang/String;").entry("READING", self()).exit("READ", self()),
                in("locksInside", "()Ljava/lang/String;")
                        .entry("READING", self())
                        .exit("READ", self()));

        assertThat(woven.call("locked")).isEqualTo("locked");
        assertThat(woven.call("locksInside")).isEqualTo("inside");
        assertThat(Thread.holdsLock(woven.object())).isFalse();
        assertThat(recorder.events()).containsExactly("READING", "READ", "READING", "READ");
    }

    @Test
    void anAnswerTakesThePlaceOfTheMethodAndItsExit() throws Throwable {
        recorder.answering();
        Woven woven = Woven.shapes(in("plain", "()V")
                .entry("ANSWER", self(), self(), number(14))
                .entry("READING", self())
                .exit("READ", self()));
        woven.call("plain");

        assertThat((List<?>) woven.field("ran")).isEmpty();
        assertThat(recorder.events()).containsExactly("ANSWER");
    }

    @Test
    void whatIsNotAnsweredRuns() throws Throwable {
        Woven woven = Woven.shapes(
                in("plain", "()V").entry("ANSWER", self(), self(), number(14)).entry("READING", self()));
        woven.call("plain");

        assertThat(woven.field("ran")).isEqualTo(List.of("plain"));
        assertThat(recorder.events()).containsExactly("ANSWER", "READING");
    }

    @Test
    void aMethodThatSaysWhetherItDidItsWorkSaysSoWhenItIsAnswered() throws Throwable {
        recorder.answering();
        Woven woven = Woven.shapes(in("handles", "(J)Z")
                .entry("ANSWER", self(), self(), number(14))
                .exit("READ", self()));

        assertThat(woven.call("handles", 1L)).isEqualTo(true);
        assertThat((List<?>) woven.field("ran")).isEmpty();
        assertThat(recorder.events()).containsExactly("ANSWER");
    }

    @Test
    void aLongNumberIsHandedOnWhole() throws Throwable {
        Woven woven = Woven.shapes(in("plain", "()V").entry("BEGIN", self(), longNumber(-1)));
        woven.call("plain");

        assertThat(recorder.heard().get(0).values()).containsExactly(woven.object(), -1L);
    }

    @Test
    void aLaneCanBeSharedBeforeTheMethodRuns() throws Throwable {
        Value peer = self().field(SHAPES, "peer", "Ljava/lang/Object;").cast(SHAPES);
        Woven woven = Woven.shapes(in("throwsInsteadOfReturning", "()Ljava/lang/Object;")
                .shareFirst(new Point.LaneOf(peer, SHAPES), self().lane(SHAPES)));
        woven.set(Point.LANE, "mine");
        woven.set("peer", woven.type().getConstructor().newInstance());
        assertThatThrownBy(() -> woven.call("throwsInsteadOfReturning")).isInstanceOf(IllegalStateException.class);

        Object other = woven.field("peer");
        assertThat(other.getClass().getField(Point.LANE).get(other)).isEqualTo("mine");
    }

    @Test
    void onlyAMethodWithoutResultCanBeAnswered() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Woven.shapes(in("number", "()I").entry("ANSWER", self(), self(), number(14))));
    }

    @Test
    void constructorsAreLeftAlone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Woven.shapes(in("<init>", "()V").exit("READ", self())));
    }

    @Test
    void valuesFollowAPathThroughFieldsAndCalls() throws Throwable {
        Woven woven = Woven.shapes(in("plain", "()V")
                .entry(
                        "COMMITTED",
                        self().call(SHAPES, "itself", "(I)Ljava/lang/Object;", 1),
                        self().call(SHAPES, "number", "()I"))
                .entry(
                        "ENDED",
                        self().field(SHAPES, "supplier", "Ljava/util/function/Supplier;")
                                .callInterface("java.util.function.Supplier", "get", "()Ljava/lang/Object;"))
                .entry(
                        "ENDED",
                        self().field(SHAPES, "peer", "Ljava/lang/Object;").cast("java.lang.String")));
        woven.set("peer", "a string");
        woven.call("plain");

        assertThat(recorder.heard().get(0).values()).containsExactly(woven.object(), 7);
        assertThat(recorder.heard().get(1).values()).containsExactly("got");
        assertThat(recorder.heard().get(2).values()).containsExactly("a string");
    }

    @Test
    void aValueThatCannotBeHadIsToldAndNeverReachesTheMethod() throws Throwable {
        Woven woven = Woven.shapes(in("plain", "()V")
                .entry("READING", self())
                .entry(
                        "ENDED",
                        self().field(SHAPES, "peer", "Ljava/lang/Object;").cast("java.lang.String"))
                .exit("ENDED", self().call(SHAPES, "noSuchMethod", "()Ljava/lang/Object;"))
                .exit("READ", self()));
        woven.set("peer", 1);
        woven.call("plain");

        assertThat(woven.field("ran")).isEqualTo(List.of("plain"));
        assertThat(recorder.events()).containsExactly("READING", "FAILED", "FAILED", "READ");
        assertThat(recorder.heard().get(1).values().get(0)).isInstanceOf(ClassCastException.class);
        assertThat(recorder.heard().get(1).values().get(1)).isEqualTo(1);
        assertThat(recorder.heard().get(2).values().get(0)).isInstanceOf(NoSuchMethodError.class);
        assertThat(recorder.heard().get(2).values().get(1)).isEqualTo(2);
    }

    @Test
    void aHookThatThrowsNeverReachesTheMethodNorItsHandlers() throws Throwable {
        recorder.troubled(new IllegalStateException("ours"));
        Woven woven = Woven.shapes(in("catchesEverything", "()Ljava/lang/String;")
                .entry("READING", self())
                .exit("READ", self()));

        assertThat(woven.call("catchesEverything")).isEqualTo("caught");
        assertThat(woven.field("ran")).isEqualTo(List.of("caught its own"));
        assertThat(recorder.events()).containsExactly("READING", "FAILED", "READ", "FAILED");
    }

    @Test
    void aHookThatThrowsDoesNotHideWhatTheMethodThrew() {
        recorder.troubled(new IllegalStateException("ours"));
        Woven woven = Woven.shapes(
                in("throwsWhatItIsGiven", "(Ljava/lang/Exception;)V").exit("WROTE", self(), thrown()));
        IOException gone = new IOException("gone");

        assertThatThrownBy(() -> woven.call("throwsWhatItIsGiven", gone)).isSameAs(gone);
    }

    @Test
    void aCarrierGetsOneFieldAndTheLaneIsStoredInIt() throws Throwable {
        recorder.giving("the lane");
        Woven woven = Woven.shapes(in("plain", "()V")
                .entryInto(new Point.LaneOf(self(), SHAPES), "LANE", self().lane(SHAPES), self(), self())
                .entry("ENDED", self().lane(SHAPES)));
        woven.call("plain");

        assertThat(woven.type().getFields())
                .filteredOn(field -> field.getName().equals(Point.LANE))
                .hasSize(1);
        assertThat(woven.field(Point.LANE)).isEqualTo("the lane");
        assertThat(recorder.events()).containsExactly("LANE", "BOUND", "ENDED");
        assertThat(recorder.heard().get(2).values()).containsExactly("the lane");
    }

    @Test
    void aLaneIsSharedWithAnObjectThatIsThere() throws Throwable {
        Value peer = self().field(SHAPES, "peer", "Ljava/lang/Object;").cast(SHAPES);
        Woven woven = Woven.shapes(in("plain", "()V").share(new Point.LaneOf(peer, SHAPES), self().lane(SHAPES)));
        woven.set(Point.LANE, "mine");
        woven.call("plain");
        assertThat(recorder.events()).isEmpty();

        woven.set("peer", woven.type().getConstructor().newInstance());
        woven.call("plain");
        Object other = woven.field("peer");
        assertThat(other.getClass().getField(Point.LANE).get(other)).isEqualTo("mine");
    }
}
