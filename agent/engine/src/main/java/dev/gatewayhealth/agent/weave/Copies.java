package dev.gatewayhealth.agent.weave;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The copies of servers under package prefixes that were seen so far. Nobody knows beforehand what a prefix will be. */
final class Copies {

    /** How the names of all servers begin that are known to be copied; what a class has before that is the prefix. */
    private static final String[] STARTS = {"/org/", "/io/"};

    private final Beginnings originals;
    private final List<Copy> seen = new CopyOnWriteArrayList<>();

    Copies(Beginnings originals) {
        this.originals = originals;
    }

    private record Copy(Kind original, Relocation relocation, Kind kind) {}

    /** What to weave into a class, named with slashes; null if it is of no copy. */
    @Nullable
    Target target(String className) {
        for (String start : STARTS) {
            for (int at = className.indexOf(start); at > 0; at = className.indexOf(start, at + 1)) {
                Target target = target(className, at + 1);
                if (target != null) {
                    return target;
                }
            }
        }
        return null;
    }

    private @Nullable Target target(String className, int start) {
        Kind kind = originals.kind(className.substring(start));
        return kind == null ? null : copy(kind, className.substring(0, start)).target(className);
    }

    private synchronized Kind copy(Kind original, String prefix) {
        for (Copy copy : seen) {
            if (copy.original == original && copy.relocation.prefix().equals(prefix)) {
                return copy.kind;
            }
        }
        Relocation relocation = Relocation.of(prefix, original.beginnings());
        Kind kind = original.under(relocation);
        seen.add(new Copy(original, relocation, kind));
        return kind;
    }

    /** What is woven of the copy of that name; none if there is no such copy. */
    List<Target> targets(String server) {
        for (Copy copy : seen) {
            if (copy.kind.name().equals(server)) {
                return copy.kind.targets();
            }
        }
        return List.of();
    }

    /** What a server of that name is called, one of whose classes this is, or a class it extends. */
    String name(String server, Class<?> type) {
        for (Copy copy : seen) {
            if (copy.original.name().equals(server)) {
                for (Class<?> at = type; at != null; at = at.getSuperclass()) {
                    if (copy.relocation.has(at)) {
                        return copy.kind.name();
                    }
                }
            }
        }
        return server;
    }
}
