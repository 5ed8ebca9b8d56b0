package dev.gatewayhealth.e2e.lab;

import java.util.List;
import java.util.stream.Stream;

/** Some of the faults, as the page groups them. */
record Section(String title, List<Fault> faults) {

    static final Section TIME = new Section(
            "What takes too long",
            List.of(
                    new SlowAnswer(),
                    new TrickledHeader(),
                    new SilentBody(),
                    new AsyncNever(),
                    new UnreadForm(),
                    new UnreadUpload(),
                    new Deadlocked(),
                    new LastServerEjected()));

    static final Section ANSWERS = new Section(
            "What nginx does not take",
            List.of(
                    new LargeHeader(),
                    new ManyCookies(),
                    new InvalidHeader(),
                    new NoStatusLine(),
                    new BrokenChunks(),
                    new InterimStatus(),
                    new EarlyHints(),
                    new ShortBody(),
                    new ShortCompressed(),
                    new ShortAndClosed(),
                    new TornBody(),
                    new TornReset(),
                    new TornUnframed(),
                    new ClosedUnanswered(),
                    new ResetUnanswered(),
                    new FatalError()));

    static final Section WAYS = new Section(
            "What nginx does not reach",
            List.of(
                    new WrongPort(),
                    new MissingSocket(),
                    new StaleSocket(),
                    new HostWithUnderscore(),
                    new EncryptedToPlain(),
                    new PlainToEncrypted()));

    static final Section ROOM = new Section(
            "What has no room left",
            List.of(
                    new ThreadsTaken(),
                    new SlowDependency(),
                    new ConnectionsTaken(),
                    new AcceptQueueFull(),
                    new SocketQueueFull(),
                    new Stopped()));

    /** All of them, in the order of the page. */
    static Stream<Section> all() {
        return Stream.of(TIME, ANSWERS, WAYS, ROOM);
    }
}
