package dev.gatewayhealth.watch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The exchanges that have been in flight longest, a line each, for whoever wants to know what a service was doing when it went down. */
final class Oldest {

    private static final int MOST = 100;

    private Oldest() {}

    /**
     * On the watchdog's thread.
     *
     * @param now on the clock of the exchanges
     * @param wallMillis the same instant on the wall
     */
    static List<String> lines(List<Followed> following, long now, long wallMillis) {
        List<Followed> sorted = new ArrayList<>(following);
        sorted.sort(Comparator.comparingLong((Followed each) -> now - each.exchange.arrivalNanos())
                .reversed());
        List<String> lines = new ArrayList<>();
        for (Followed each : sorted.subList(0, Math.min(MOST, sorted.size()))) {
            lines.add(line(each, now, wallMillis));
        }
        return lines;
    }

    /** {@code GET /slow, in flight for 1.2 s, before-header, http-nio-8080-exec-3}. */
    private static String line(Followed each, long now, long wallMillis) {
        RequestFacts known = each.facts;
        RequestFacts facts = known == null ? RequestFacts.read(each.exchange, each.generation, now, wallMillis) : known;
        String request = facts == null
                ? "a request that ends"
                : facts.received().method() + " " + facts.received().path();
        String thread = Words.thread(each);
        return request + ", in flight for " + Words.seconds(now - each.exchange.arrivalNanos()) + ", "
                + each.phase.word()
                + (each.left == Followed.Left.NOT ? "" : ", nginx has left it")
                + (thread == null ? "" : ", " + thread);
    }
}
