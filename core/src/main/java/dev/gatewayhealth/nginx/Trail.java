package dev.gatewayhealth.nginx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a walk left behind: which server and locations it saw, where it ended, and what could not be told. */
final class Trail {

    /** How nginx answers. */
    enum Outcome {
        PROXY,
        OTHER,
        UNKNOWN
    }

    private final List<Loc> path = new ArrayList<>();
    private final Map<String, String> lost = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable Server server;
    private @Nullable Loc first;
    private boolean searched;
    private @Nullable Scope block;
    private @Nullable Proxied proxied;
    private Outcome outcome = Outcome.UNKNOWN;
    private int status;

    void server(Server found) {
        server = found;
        note("server " + (found.name().isEmpty() ? "without a name" : found.name()) + " (" + found.place() + ")");
    }

    void enters(@Nullable Loc location, String uri) {
        if (!searched) {
            searched = true;
            first = location;
        }
        block = null;
        if (location != null) {
            path.add(location);
            note("location " + location.text() + " (" + location.place() + ") for " + uri);
        } else {
            note("no location for " + uri);
        }
    }

    void block(Scope inner) {
        block = inner;
    }

    void proxied(Proxied result) {
        proxied = result;
    }

    void ends(Outcome how, int answer) {
        outcome = how;
        status = answer;
        note(
                how == Outcome.PROXY
                        ? "proxied"
                        : answer == 0 ? "nobody listens there" : "answered " + answer + " by nginx");
    }

    /** From here on nothing is certain. */
    void loses(String what, String why) {
        lost.put(what, why);
        outcome = Outcome.UNKNOWN;
        note("unknown from here: " + why);
    }

    void note(String step) {
        notes.add(step);
    }

    @Nullable
    Server server() {
        return server;
    }

    /** Whether a location was looked for at all. */
    boolean searched() {
        return searched;
    }

    @Nullable
    Loc first() {
        return first;
    }

    /** The level whose {@code client_max_body_size} nginx has checked first; the server's own where no location was found. Null before that. */
    @Nullable
    Scope firstLevel() {
        if (first != null) {
            return first.scope();
        }
        return searched && server != null ? server.scope() : null;
    }

    List<Loc> path() {
        return path;
    }

    /** The {@code if} or {@code limit_except} in force at the end. */
    @Nullable
    Scope block() {
        return block;
    }

    @Nullable
    Proxied proxied() {
        return proxied;
    }

    Outcome outcome() {
        return outcome;
    }

    int status() {
        return status;
    }

    boolean lost(String what) {
        return lost.containsKey(what);
    }

    List<String> notes() {
        return notes;
    }
}
