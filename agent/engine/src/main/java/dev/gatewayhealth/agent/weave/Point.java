package dev.gatewayhealth.agent.weave;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One place in a server's code where the engine listens: which method, entry or exit, which event of the hook, which values.
 *
 * @param type the class, with dots
 * @param method its name; both name and descriptor must match, for other servers have classes of the same names
 * @param descriptor of the method, as in a class file
 * @param when where in the method
 * @param event the constant in {@link dev.gatewayhealth.agent.Hook}
 * @param values what it is told: for {@code LANE} the lane or null, the request and the connection; for {@code ANSWER} the lane or null,
 *     the request and the length of its raw path; for others what is said there
 * @param target where an event that returns an object has it stored: the object whose lane field takes it; null for others
 * @param part what it is a form of, where the versions of a server differ; null where there is one form only
 */
public record Point(
        String type,
        String method,
        String descriptor,
        When when,
        String event,
        List<Value> values,
        @Nullable LaneOf target,
        @Nullable Part part) {

    /** What the name of a method's own code ends with, where the method is woven. */
    static final String ITSELF = "$gatewayHealth";

    /** The field that carries the engine's object in a container object. */
    public static final String LANE = "gatewayHealth$lane";

    /**
     * Holds as many values as the event is told.
     *
     * @param type see {@link #type()}
     * @param method see {@link #method()}
     * @param descriptor see {@link #descriptor()}
     * @param when see {@link #when()}
     * @param event see {@link #event()}
     * @param values copied
     * @param target see {@link #target()}
     * @param part see {@link #part()}
     * @throws IllegalArgumentException if it does not
     */
    public Point {
        values = List.copyOf(values);
        if (values.size() != Event.values(event)) {
            throw new IllegalArgumentException(
                    event + " is told " + Event.values(event) + " values, not " + values.size());
        }
    }

    /** Where a lane is stored; only for points that store one. */
    LaneOf into() {
        if (target == null) {
            throw new IllegalArgumentException(event + " stores no lane");
        }
        return target;
    }

    /**
     * {@return whether some method of that class is woven}
     *
     * @param type any class
     */
    public static boolean isWoven(Class<?> type) {
        for (java.lang.reflect.Method method : type.getDeclaredMethods()) {
            if (method.getName().endsWith(ITSELF)) {
                return true;
            }
        }
        return false;
    }

    /** A point is itself; comparing its parts would cost a server's start more than all else about it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** Where in the method. */
    public enum When {
        /** Before its first instruction; an event that returns true makes the method return at once, with true if it returns that. */
        ENTRY,
        /** Wherever it returns, and where it throws. */
        EXIT
    }

    /**
     * The object whose lane field is meant, and the class that has the field.
     *
     * @param object an object of the server
     * @param owner the class that has the field, with dots
     */
    public record LaneOf(Value object, String owner) {}

    /**
     * A part of what is listened to that takes other forms in other versions of a server: one of them in place is enough.
     *
     * @param name in the report's words
     * @param needed whether a server comes without only if it is one we do not know; an HTTP/2 that is not installed is no news
     * @param newer a method of the same class that took this one's place and still calls it: where it is, this form is none
     */
    public record Part(
            String name, boolean needed, @Nullable Method newer) {

        Part(String name, boolean needed) {
            this(name, needed, null);
        }
    }

    /**
     * A method, by what tells it from others of its class.
     *
     * @param name of the method
     * @param descriptor of the method, as in a class file
     */
    public record Method(String name, String descriptor) {}

    /** {@return the name for the report, for example {@code CoyoteAdapter.service}} */
    public String name() {
        return type.substring(type.lastIndexOf('.') + 1) + "." + method;
    }

    /**
     * Starts the description of the points in one class.
     *
     * @param type the class, with dots
     * @return without any point yet
     */
    public static In in(String type) {
        return new In(type);
    }

    /** Collects the points of one class. */
    public static final class In {

        private final String type;
        private final List<Point> points = new ArrayList<>();
        private String method = "";
        private String descriptor = "";
        private @Nullable Part part;

        private In(String type) {
            this.type = type;
        }

        /**
         * The points that follow are in that method.
         *
         * @param name of the method
         * @param withDescriptor of the method, as in a class file
         * @return this
         */
        public In method(String name, String withDescriptor) {
            method = name;
            descriptor = withDescriptor;
            return this;
        }

        /**
         * What follows is one form of that part of every server of this kind.
         *
         * @param name in the report's words
         * @return this
         */
        public In formOf(String name) {
            part = new Part(name, true);
            return this;
        }

        /**
         * What follows is the form that part had before the class got that method, which calls it.
         *
         * @param newer the method's name
         * @param withDescriptor the method's descriptor
         * @param name in the report's words
         * @return this
         */
        public In formBefore(String newer, String withDescriptor, String name) {
            part = new Part(name, true, new Method(newer, withDescriptor));
            return this;
        }

        /**
         * What follows is one form of a part that a server may come without.
         *
         * @param name in the report's words
         * @return this
         */
        public In formOfExtra(String name) {
            part = new Part(name, false);
            return this;
        }

        /**
         * Before the method's first instruction.
         *
         * @param event the constant in {@link dev.gatewayhealth.agent.Hook}
         * @param values what it is told, in its order
         * @return this
         */
        public In entry(String event, Value... values) {
            return add(When.ENTRY, event, null, values);
        }

        /**
         * Wherever it returns, and where it throws.
         *
         * @param event the constant in {@link dev.gatewayhealth.agent.Hook}
         * @param values what it is told, in its order
         * @return this
         */
        public In exit(String event, Value... values) {
            return add(When.EXIT, event, null, values);
        }

        /**
         * On entry, stores what the event returns in the lane field of an object.
         *
         * @param target whose lane field is set
         * @param event the constant in {@link dev.gatewayhealth.agent.Hook}
         * @param values what it is told, in its order
         * @return this
         */
        public In entryInto(LaneOf target, String event, Value... values) {
            return add(When.ENTRY, event, target, values);
        }

        /**
         * The same on exit.
         *
         * @param target whose lane field is set
         * @param event the constant in {@link dev.gatewayhealth.agent.Hook}
         * @param values what it is told, in its order
         * @return this
         */
        public In exitInto(LaneOf target, String event, Value... values) {
            return add(When.EXIT, event, target, values);
        }

        /**
         * On exit, copies the lane of one object to another, if that is not null.
         *
         * @param target whose lane field is set
         * @param lane what is copied
         * @return this
         */
        public In share(LaneOf target, Value lane) {
            return add(When.EXIT, SHARE, target, lane);
        }

        /**
         * The same on entry.
         *
         * @param target whose lane field is set
         * @param lane what is copied
         * @return this
         */
        public In shareFirst(LaneOf target, Value lane) {
            return add(When.ENTRY, SHARE, target, lane);
        }

        private In add(When when, String event, @Nullable LaneOf target, Value... values) {
            points.add(new Point(type, method, descriptor, when, event, List.of(values), target, part));
            return this;
        }

        /** {@return the points, in the order they were described} */
        public List<Point> points() {
            return List.copyOf(points);
        }
    }

    static final String SHARE = "";
}
