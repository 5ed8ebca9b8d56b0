package dev.gatewayhealth.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the classes of known servers as they are loaded, and leaves when the work is done.
 *
 * <p>Registered as not able to retransform: the JVM then keeps what it did when somebody else retransforms the class later,
 * even after it has left. What it does to a class it does before any agent that can retransform sees it, so a field of ours
 * is part of the class for everybody else.
 */
public final class Weaver implements ClassFileTransformer {

    private final Kind[] kinds;
    private final Beginnings beginnings;
    private final Copies copies;
    private final Numbers numbers = new Numbers();
    private final List<Home> homes = new CopyOnWriteArrayList<>();
    private final AtomicInteger changes = new AtomicInteger();
    private final Instrumentation instrumentation;
    private final Arrivals arrivals;

    /**
     * Tells nobody what arrives.
     *
     * @param instrumentation of this JVM
     * @param known the kinds of servers; the hook and whoever hears of them know each by its place in the list
     */
    public Weaver(Instrumentation instrumentation, List<? extends Family> known) {
        this(instrumentation, known, (number, used) -> {});
    }

    /**
     * Weaves nothing before {@link #begin}.
     *
     * @param instrumentation of this JVM
     * @param known the kinds of servers; the hook and whoever hears of them know each by its place in the list
     * @param arrivals told of each kind before its first class is woven
     */
    public Weaver(Instrumentation instrumentation, List<? extends Family> known, Arrivals arrivals) {
        this.instrumentation = instrumentation;
        this.arrivals = arrivals;
        this.kinds = new Kind[known.size()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = new Kind(i, known.get(i), numbers);
        }
        this.beginnings = new Beginnings(kinds);
        this.copies = new Copies(beginnings);
    }

    /** Hears of the kinds of servers that are here. */
    @FunctionalInterface
    public interface Arrivals {

        /**
         * A class of that kind is being loaded, the first one; it waits meanwhile.
         *
         * @param number by which the hook knows the kind of server
         * @param used for each event of {@link dev.gatewayhealth.agent.Hook}, whether this kind has a point that tells it
         */
        void arrived(int number, boolean[] used);
    }

    /**
     * Starts weaving, if the way from woven code to the engine works in this JVM.
     *
     * @return whether it does
     */
    public boolean begin() {
        if (!Listeners.reachable()) {
            return false;
        }
        instrumentation.addTransformer(this, false);
        return true;
    }

    /** Stops weaving; what is woven stays. */
    public void leave() {
        instrumentation.removeTransformer(this);
    }

    /**
     * {@return the point woven code means by this number when it says that it failed}
     *
     * @param number as the woven code has it
     */
    public Point point(int number) {
        return numbers.point(number);
    }

    /** {@return how often what {@link #homes} tell has changed} Read it first, and what is read of them after it is no older. */
    public int changes() {
        return changes.get();
    }

    /** {@return the class loaders in which a class of a known server was seen} One server may live in several. */
    public List<Home> homes() {
        return List.copyOf(homes);
    }

    /**
     * {@return what is woven of one kind of server, in the order of the names of the classes}
     *
     * @param server its name
     */
    public List<Target> targets(String server) {
        for (Kind kind : kinds) {
            if (kind.name().equals(server)) {
                return kind.targets();
            }
        }
        return copies.targets(server);
    }

    /**
     * {@return what the copy of a server is called that a class belongs to} The server's own name, or that with a package prefix.
     *
     * @param server its name
     * @param type a class of the copy
     */
    public String nameOf(String server, Class<?> type) {
        return copies.name(server, type);
    }

    /**
     * Loads what is still missing of a server that is here, each part from where its siblings are, so that no request has to
     * wait for it to be woven.
     *
     * @param server its name
     */
    public void loadRest(String server) {
        int known;
        do {
            known = homes.size();
            for (Home home : homes) {
                ClassLoader loader = home.loader();
                if (loader != null && home.server().equals(server)) {
                    for (Target target : targets(server)) {
                        home.load(target.type(), loader);
                    }
                    home.completed();
                    changes.incrementAndGet();
                }
            }
            // A class may come from a loader that no other has come from.
        } while (homes.size() > known);
    }

    /**
     * Loads the classes of that kind of server that have a point with that event, where its other classes are.
     *
     * @param number by which the hook knows the kind of server
     * @param event the constant in {@link dev.gatewayhealth.agent.Hook}
     */
    public void load(int number, String event) {
        for (Home home : homes) {
            ClassLoader loader = home.loader();
            if (loader != null && home.isOf(number)) {
                for (Target target : targets(home.server())) {
                    if (!home.has(target) && target.tells(event)) {
                        home.load(target.type(), loader);
                    }
                }
            }
        }
    }

    /**
     * {@return classes of known servers that are in this JVM and were not seen here, loaded before the weaver came, or after it left} Costs
     * a walk over all classes but those of the boot loader, where no server lives and most names were never asked for.
     */
    public List<Target> strangers() {
        Set<Target> result = new LinkedHashSet<>();
        Class<?>[] all = instrumentation.getAllLoadedClasses();
        for (Class<?> loaded : all) {
            ClassLoader loader = loaded.getClassLoader();
            Target target = loader == null ? null : target(loaded);
            if (target != null && !seen(target, loader) && !isNamesake(target, loaded, all)) {
                result.add(target);
            }
        }
        return new ArrayList<>(result);
    }

    private @Nullable Target target(Class<?> loaded) {
        return loaded.isArray() ? null : beginnings.target(loaded.getName().replace('.', '/'));
    }

    /** Its bytes are gone; but where the server is, other classes of it are, too. */
    private boolean isNamesake(Target target, Class<?> type, Class<?>[] all) {
        Namesakes namesakes = kinds[target.number()].namesakes();
        if (namesakes == null || !namesakes.concerns(type.getName())) {
            return false;
        }
        for (Class<?> loaded : all) {
            if (namesakes.proves(loaded)) {
                return false;
            }
        }
        return true;
    }

    private boolean seen(Target target, @Nullable ClassLoader loader) {
        for (Home home : homes) {
            if (home.is(loader, target.server()) && home.has(target)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (className == null || redefined != null || loader == null) {
            return null;
        }
        Target known = beginnings.target(className);
        Target target = known == null ? copies.target(className) : known;
        if (target == null || isNamesake(target, className, bytes)) {
            return null;
        }
        byte[] woven = home(loader, target).weave(target, bytes, numbers);
        changes.incrementAndGet();
        return woven;
    }

    private boolean isNamesake(Target target, String className, byte[] bytes) {
        Namesakes namesakes = kinds[target.number()].namesakes();
        return namesakes != null && namesakes.concerns(className) && !namesakes.proven(bytes);
    }

    private synchronized Home home(ClassLoader loader, Target target) {
        for (Home home : homes()) {
            if (home.gone()) {
                homes.remove(home);
            } else if (home.is(loader, target.server())) {
                return home;
            }
        }
        arrivals.arrived(target.number(), kinds[target.number()].events());
        Home home = new Home(loader, target.server());
        homes.add(home);
        return home;
    }
}
