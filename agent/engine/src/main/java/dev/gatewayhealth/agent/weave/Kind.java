package dev.gatewayhealth.agent.weave;

import dev.gatewayhealth.agent.Hook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A kind of server and, from the first of its classes on, what is to be woven of it. */
final class Kind {

    private final int number;
    private final Family family;
    private final Numbers numbers;
    private final List<String> beginnings;
    private final @Nullable Namesakes namesakes;

    /** By internal name; made when it is first needed, on whatever thread that is. */
    private volatile @Nullable Map<String, Target> targets;

    Kind(int number, Family family, Numbers numbers) {
        this.number = number;
        this.family = family;
        this.numbers = numbers;
        this.beginnings = family.beginnings();
        this.namesakes = family.namesakes();
    }

    String name() {
        return family.name();
    }

    @Nullable
    Namesakes namesakes() {
        return namesakes;
    }

    /** The same kind of server under a package prefix. */
    Kind under(Relocation relocation) {
        return new Kind(number, relocation.of(family.instrumented()), numbers);
    }

    List<String> beginnings() {
        return beginnings;
    }

    /** What to weave into a class whose name, with slashes, begins as this kind's do; null for one that is none of ours. */
    @Nullable
    Target target(String className) {
        return made().get(className);
    }

    /** All of them, in the order of their names; none while no class of the server was seen. */
    List<Target> targets() {
        Map<String, Target> its = targets;
        return its == null ? List.of() : List.copyOf(new TreeMap<>(its).values());
    }

    /** Which events its points tell, by their numbers in the hook. */
    boolean[] events() {
        boolean[] used = new boolean[Hook.SIZE];
        for (Target target : made().values()) {
            for (Point point : target.points()) {
                if (Event.merelyTells(point.event())) {
                    used[Event.of(point.event()).listener()] = true;
                }
            }
        }
        return used;
    }

    private Map<String, Target> made() {
        Map<String, Target> its = targets;
        return its == null ? make() : its;
    }

    private synchronized Map<String, Target> make() {
        Map<String, Target> its = targets;
        if (its == null) {
            // Asked for hundreds of classes whose names begin alike, which are dear to compare before that is compiled.
            its = new HashMap<>();
            for (Target target : Target.of(number, family.instrumented())) {
                its.put(target.type().replace('.', '/'), target);
                numbers.add(target.points());
            }
            targets = its;
        }
        return its;
    }
}
