package dev.gatewayhealth.agent.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * Which of the ports this process has open to speak of, because nobody follows what is served there. One that nginx proxies to is, as soon as
 * it stands. Any other may be none of HTTP at all, so it is only where the process has no server that is followed, and once such a server has had
 * time to come: soon if somebody uses the port already and no class of a known server is here.
 */
final class StandingPorts {

    /** Half a minute, at a look each five seconds. */
    private static final int STANDS = 6;

    /** A minute and a half. */
    private static final int STANDS_FOR_LONG = 18;

    private Map<Integer, Integer> looks = Map.of();
    private Set<Integer> said = Set.of();

    /**
     * What a look around has found.
     *
     * @param open the ports of this process on which no known server listens
     * @param used whether somebody was connected there
     * @param proxied whether nginx proxies there
     * @param follows whether some server of this process is followed
     * @param coming whether classes of a known server are here, which may still open its port
     */
    record Around(Set<Integer> open, IntPredicate used, IntPredicate proxied, boolean follows, boolean coming) {}

    /** Takes that in; the ports to speak of, in order. */
    Set<Integer> look(Around around) {
        Map<Integer, Integer> now = new HashMap<>();
        Set<Integer> told = new TreeSet<>();
        for (int port : around.open()) {
            int looked = looks.getOrDefault(port, 0) + 1;
            now.put(port, looked);
            if (speaks(port, looked, around)) {
                told.add(port);
            }
        }
        looks = now;
        said = told;
        return told;
    }

    /** Whether a port has been open for long enough to watch the process that has it. */
    boolean stands() {
        for (int looked : looks.values()) {
            if (looked >= STANDS) {
                return true;
            }
        }
        return false;
    }

    private boolean speaks(int port, int looked, Around around) {
        if (around.proxied().test(port)) {
            return looked >= STANDS;
        }
        if (around.follows()) {
            return false;
        }
        boolean soon = said.contains(port) || (around.used().test(port) && !around.coming());
        return looked >= (soon ? STANDS : STANDS_FOR_LONG);
    }
}
