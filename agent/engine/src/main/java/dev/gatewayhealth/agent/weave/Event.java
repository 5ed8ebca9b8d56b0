package dev.gatewayhealth.agent.weave;

import dev.gatewayhealth.agent.Hook;

/**
 * How woven code tells an event: the call of an interface of {@code java.base} on what stands in the hook's table.
 *
 * @param listener where in the table
 * @param type the interface
 * @param method and its descriptor, of that interface
 */
record Event(int listener, String type, String method, String descriptor) {

    static final Event MAY_ANSWER = new Event(Hook.MAY_ANSWER, "IntPredicate", "test", "(I)Z");
    static final Event ANSWER =
            new Event(Hook.ANSWER, "ToIntBiFunction", "applyAsInt", "(Ljava/lang/Object;Ljava/lang/Object;)I");
    static final Event LANE =
            new Event(Hook.LANE, "BiFunction", "apply", "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;");
    static final Event BOUND = withObject(Hook.BOUND);
    static final Event FAILED = withNumber(Hook.FAILED);

    /**
     * An event that only tells, by the name it has in the points.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Event of(String name) {
        return switch (name) {
            case "BEGIN" -> withLong(Hook.BEGIN);
            case "RESUMED" -> alone(Hook.RESUMED);
            case "LEFT" -> withNumber(Hook.LEFT);
            case "ENTERED" -> withLong(Hook.ENTERED);
            case "PARKED" -> withNumber(Hook.PARKED);
            case "ENDED" -> alone(Hook.ENDED);
            case "DECLARED" -> withLong(Hook.DECLARED);
            case "SENT" -> withLong(Hook.SENT);
            case "SAYING" -> withObject(Hook.SAYING);
            case "MISSING" -> withLong(Hook.MISSING);
            case "CLOSED" -> withObject(Hook.CLOSED);
            case "HEAD" -> withObject(Hook.HEAD);
            case "STATUS" -> withNumber(Hook.STATUS);
            case "COMMITTED" -> withNumber(Hook.COMMITTED);
            case "DELIVERED" -> alone(Hook.DELIVERED);
            case "WRITING" -> alone(Hook.WRITING);
            case "WROTE" -> withObject(Hook.WROTE);
            case "FLUSHING" -> withObject(Hook.FLUSHING);
            case "OVER" -> withObject(Hook.OVER);
            case "STUCK" -> withObject(Hook.STUCK);
            case "READING" -> alone(Hook.READING);
            case "READ" -> alone(Hook.READ);
            case "CAME" -> alone(Hook.CAME);
            case "LISTENING" -> alone(Hook.LISTENING);
            case "STOPPING" -> alone(Hook.STOPPING);
            case "SAID" -> withObject(Hook.SAID);
            case "UNSAID" -> withObject(Hook.UNSAID);
            case "FLUSHED" -> withNumber(Hook.FLUSHED);
            case "DRAINED" -> withLong(Hook.DRAINED);
            case "CLOSING" -> withNumber(Hook.CLOSING);
            case "SERVING" -> withObject(Hook.SERVING);
            case "SERVED" -> alone(Hook.SERVED);
            case "CONNECTED" -> alone(Hook.CONNECTED);
            default -> throw new IllegalArgumentException("No event is called " + name);
        };
    }

    /** Whether {@link #of} knows it; the others are woven in ways of their own. */
    static boolean merelyTells(String name) {
        return !name.equals(Point.SHARE) && !name.equals("LANE") && !name.equals("ANSWER");
    }

    /** How many values a point with that event has. */
    static int values(String name) {
        return switch (name) {
            case Point.SHARE -> 1;
            case "LANE", "ANSWER" -> 3;
            default -> of(name).type.equals("Consumer") ? 1 : 2;
        };
    }

    /** The internal name of the interface. */
    String owner() {
        return "java/util/function/" + type;
    }

    private static Event alone(int listener) {
        return new Event(listener, "Consumer", "accept", "(Ljava/lang/Object;)V");
    }

    private static Event withNumber(int listener) {
        return new Event(listener, "ObjIntConsumer", "accept", "(Ljava/lang/Object;I)V");
    }

    private static Event withLong(int listener) {
        return new Event(listener, "ObjLongConsumer", "accept", "(Ljava/lang/Object;J)V");
    }

    private static Event withObject(int listener) {
        return new Event(listener, "BiConsumer", "accept", "(Ljava/lang/Object;Ljava/lang/Object;)V");
    }
}
