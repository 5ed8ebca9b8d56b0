package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.agent.weave.Home;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a kind of server tells of one event here. A version nobody knows may have its beginnings where they are looked for, and its ends
 * elsewhere: what begins and never ends is a false alarm, so its requests are better not followed at all.
 */
final class Told {

    private final int server;
    private final String event;
    private final boolean otherwise;

    /** Null until it is known; written by request threads, all of which come to the same. */
    private @Nullable Boolean known;

    /** What was made of it when nothing was certain, and the number of changes it was made of, in one word: {@code changes << 1 | told}. */
    private int lately = -1;

    /** Whether the classes that may tell it were asked for; twice harms nobody. */
    private boolean asked;

    /** @param otherwise what to take it for where no class is that would tell it; those that are there have been loaded when it is asked */
    Told(int server, String event, boolean otherwise) {
        this.server = server;
        this.event = event;
        this.otherwise = otherwise;
    }

    boolean isTold() {
        Boolean its = known;
        return its == null ? isTold(Engine.running()) : its;
    }

    private boolean isTold(@Nullable Engine engine) {
        if (engine == null) {
            return true;
        }
        int changes = engine.changes() & Integer.MAX_VALUE >>> 1;
        int last = lately;
        if (last >>> 1 == changes) {
            return (last & 1) != 0;
        }
        boolean told = isTold(engine.homes());
        if (known == null && !asked) {
            // The first request may come before the rest of its server is loaded.
            asked = true;
            engine.load(server, event);
            told = isTold(engine.homes());
        }
        lately = changes << 1 | (told ? 1 : 0);
        return told;
    }

    /** The same, of servers in these places. */
    boolean isTold(List<Home> homes) {
        Boolean found = null;
        boolean complete = false;
        for (Home home : homes) {
            Boolean here = home.tells(server, event);
            if (here != null) {
                found = here || Boolean.TRUE.equals(found);
                complete |= home.complete();
            } else {
                complete |= home.complete() && home.isOf(server);
            }
        }
        boolean told = found == null ? otherwise : found;
        if (Boolean.TRUE.equals(found) || complete) {
            known = told;
        }
        return told;
    }
}
