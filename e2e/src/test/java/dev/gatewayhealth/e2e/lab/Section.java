package dev.gatewayhealth.e2e.lab;

import java.util.List;
import java.util.stream.Stream;

/** Some of the faults, as the page groups them. */
record Section(String title, List<Fault> faults) {

    static final Section TIME =
            new Section("What takes too long", List.of(new SlowAnswer(), new TrickledHeader(), new SilentBody()));

    static final Section ANSWERS = new Section(
            "What nginx does not take",
            List.of(
                    new LargeHeader(),
                    new InvalidHeader(),
                    new NoStatusLine(),
                    new BrokenChunks(),
                    new ShortBody(),
                    new TornBody()));

    /** All of them, in the order of the page. */
    static Stream<Section> all() {
        return Stream.of(TIME, ANSWERS);
    }
}
