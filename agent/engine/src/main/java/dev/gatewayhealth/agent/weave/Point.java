package dev.gatewayhealth.agent.weave;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One place in a server's code where the engine listens: which method, entry or exit, which event of the hook, which values.
 *
 * @param type the class, with dots
 * @param method its name; both name and descriptor must match, for other servers have classes of the same names
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

    /** Whether some method of that class is woven. */
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

    /** The object whose lane field is meant, and the class that has the field. */
    public record LaneOf(Value object, String owner) {}

    /**
     * A part of what is listened to that takes other forms in other versions of a server: one of them in place is enough.
     *
     * @param needed whether a server comes without only if it is one we do not know; an HTTP/2 that is not installed is no news
     * @param newer a method of the same class that took this one's place and still calls it: where it is, this form is none
     */
    public record Part(
            String name, boolean needed, @Nullable Method newer) {

        Part(String name, boolean needed) {
            this(name, needed, null);
        }
    }

    /** A method, by what tells it from others of its class. */
    public record Method(String name, String descriptor) {}

    /** For the report, for example {@code CoyoteAdapter.service}. */
    public String name() {
        return type.substring(type.lastIndexOf('.') + 1) + "." + method;
    }

    /** Starts the description of the points in one class. */
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

        public In method(String name, String withDescriptor) {
            method = name;
            descriptor = withDescriptor;
            return this;
        }

        /** What follows is one form of that part of every server of this kind. */
        public In formOf(String name) {
            part = new Part(name, true);
            return this;
        }

        /** What follows is the form that part had before the class got that method, which calls it. */
        public In formBefore(String newer, String withDescriptor, String name) {
            part = new Part(name, true, new Method(newer, withDescriptor));
            return this;
        }

        /** What follows is one form of a part that a server may come without. */
        public In formOfExtra(String name) {
            part = new Part(name, false);
            return this;
        }

        public In entry(String event, Value... values) {
            return add(When.ENTRY, event, null, values);
        }

        public In exit(String event, Value... values) {
            return add(When.EXIT, event, null, values);
        }

        /** On entry, stores what the event returns in the lane field of an object. */
        public In entryInto(LaneOf target, String event, Value... values) {
            return add(When.ENTRY, event, target, values);
        }

        /** The same on exit. */
        public In exitInto(LaneOf target, String event, Value... values) {
            return add(When.EXIT, event, target, values);
        }

        /** On exit, copies the lane of one object to another, if that is not null. */
        public In share(LaneOf target, Value lane) {
            return add(When.EXIT, SHARE, target, lane);
        }

        /** The same on entry. */
        public In shareFirst(LaneOf target, Value lane) {
            return add(When.ENTRY, SHARE, target, lane);
        }

        private In add(When when, String event, @Nullable LaneOf target, Value... values) {
            points.add(new Point(type, method, descriptor, when, event, List.of(values), target, part));
            return this;
        }

        public List<Point> points() {
            return List.copyOf(points);
        }
    }

    static final String SHARE = "";
}
