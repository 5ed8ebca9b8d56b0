package dev.gatewayhealth.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the classes of known servers as they are loaded, and leaves when the work is done.
 *
 * <p>Registered as not able to retransform: the JVM then keeps what it did when somebody else retransforms the class later,
 * even after it has left. What it does to a class it does before any agent that can retransform sees it, so a field of ours
 * is part of the class for everybody else.
 */
public final class Weaver implements ClassFileTransformer {

    private final Map<String, Target> byName = new HashMap<>();
    private final List<Point> points = new ArrayList<>();
    private final List<Home> homes = new CopyOnWriteArrayList<>();
    private final Instrumentation instrumentation;

    public Weaver(Instrumentation instrumentation, List<Instrumented> known) {
        this.instrumentation = instrumentation;
        for (Instrumented server : known) {
            for (Target target : Target.of(server)) {
                byName.put(target.type().replace('.', '/'), target);
                points.addAll(target.points());
            }
        }
    }

    /** Starts weaving, if the way from woven code to the engine works in this JVM. */
    public boolean begin() {
        if (!HookConstant.works()) {
            return false;
        }
        instrumentation.addTransformer(this, false);
        return true;
    }

    /** Stops weaving; what is woven stays. */
    public void leave() {
        instrumentation.removeTransformer(this);
    }

    /** The point woven code means by this number when it says that it failed. */
    public Point point(int number) {
        return points.get(number);
    }

    /** The class loaders in which a class of a known server was seen; one server may live in several. */
    public List<Home> homes() {
        return List.copyOf(homes);
    }

    /** What is woven of one kind of server. */
    public List<Target> targets(String server) {
        return byName.values().stream()
                .filter(target -> target.server().equals(server))
                .sorted(Comparator.comparing(Target::type))
                .toList();
    }

    /**
     * Loads what is still missing of a server that is here, each part from where its siblings are, so that no request has to
     * wait for it to be woven.
     */
    public void loadRest(String server) {
        for (Home home : homes) {
            ClassLoader loader = home.loader();
            if (loader != null && home.server().equals(server)) {
                targets(server).forEach(target -> home.load(target.type(), loader));
                home.completed();
            }
        }
    }

    /**
     * Classes of known servers that are in this JVM and were not seen here: loaded before the weaver came, or after it left.
     * Costs a walk over all classes.
     */
    public List<Target> strangers() {
        Set<Target> result = new LinkedHashSet<>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            Target target = byName.get(loaded.getName().replace('.', '/'));
            if (target != null && !seen(target, loaded.getClassLoader())) {
                result.add(target);
            }
        }
        return List.copyOf(result);
    }

    private boolean seen(Target target, @Nullable ClassLoader loader) {
        return homes.stream().anyMatch(home -> home.is(loader, target.server()) && home.has(target));
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        Target target = className == null ? null : byName.get(className);
        if (target == null || redefined != null || loader == null) {
            return null;
        }
        return home(loader, target.server()).weave(target, bytes, points::indexOf);
    }

    private synchronized Home home(ClassLoader loader, String server) {
        homes.removeIf(Home::gone);
        for (Home home : homes) {
            if (home.is(loader, server)) {
                return home;
            }
        }
        Home home = new Home(loader, server);
        homes.add(home);
        return home;
    }
}
