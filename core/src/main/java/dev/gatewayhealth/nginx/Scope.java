package dev.gatewayhealth.nginx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One level of the configuration: what it says itself, and the level it inherits from. */
final class Scope {

    /** What kind of block a level is. */
    enum Kind {
        HTTP,
        SERVER,
        SERVER_IF,
        LOCATION,
        IF,
        LIMIT_EXCEPT
    }

    private final Kind kind;
    private final @Nullable Scope parent;
    private final Directive block;
    private final Map<String, Directive> first = new HashMap<>();
    private volatile @Nullable Either either;

    Scope(Kind kind, @Nullable Scope parent, Directive block) {
        this.kind = kind;
        this.parent = parent;
        this.block = block;
        for (Directive directive : block.inside()) {
            first.putIfAbsent(directive.name(), directive);
        }
    }

    Kind kind() {
        return kind;
    }

    Directive block() {
        return block;
    }

    Place place() {
        return block.place();
    }

    /** The level around this one. */
    Scope outer() {
        Scope around = parent;
        if (around == null) {
            throw new IllegalStateException("nothing is around the http block");
        }
        return around;
    }

    /** The level's own, null where it says nothing. */
    @Nullable
    Directive own(String name) {
        return first.get(name);
    }

    boolean has(String name) {
        return first.containsKey(name);
    }

    /** The nearest one on the way up: how nginx merges almost every directive. */
    @Nullable
    Directive nearest(String name) {
        Scope level = levelOf(name);
        return level == null ? null : level.own(name);
    }

    /** All of the nearest level that has any: how nginx merges lists, {@code proxy_set_header} or {@code error_page}. */
    List<Directive> nearestAll(String name) {
        Scope level = levelOf(name);
        return level == null
                ? List.of()
                : level.block.inside().stream().filter(d -> d.is(name)).toList();
    }

    /** All of the nearest level that has either. */
    List<Directive> nearestAll(String one, String other) {
        for (Scope level = this; level != null; level = level.parent) {
            if (level.has(one) || level.has(other)) {
                return level.all(one, other);
            }
        }
        return List.of();
    }

    /** In the order of the file. */
    private List<Directive> all(String one, String other) {
        Either known = either;
        if (known != null && known.one.equals(one) && known.other.equals(other)) {
            return known.found;
        }
        List<Directive> found = new ArrayList<>();
        for (Directive directive : block.inside()) {
            if (directive.is(one) || directive.is(other)) {
                found.add(directive);
            }
        }
        Either made = new Either(one, other, List.copyOf(found));
        either = made;
        return made.found;
    }

    /** What was last asked for: each location of a hundred thousand servers asks the same of the level around them. */
    private record Either(String one, String other, List<Directive> found) {}

    boolean on(String name, boolean otherwise) {
        Directive directive = nearest(name);
        return directive == null ? otherwise : directive.arg(0).equalsIgnoreCase("on");
    }

    private @Nullable Scope levelOf(String name) {
        for (Scope level = this; level != null; level = level.parent) {
            if (level.has(name)) {
                return level;
            }
        }
        return null;
    }
}
