package dev.gatewayhealth.agent.weave;

import java.util.List;
import java.util.Set;

/**
 * The points of one kind of server.
 *
 * @param name of the server, for the report
 * @param points where the engine listens
 * @param carriers the classes that get a lane field
 */
public record Instrumented(String name, List<Point> points, Set<String> carriers) implements Family {

    /**
     * Keeps copies of the collections.
     *
     * @param name see {@link #name()}
     * @param points copied
     * @param carriers copied
     */
    public Instrumented {
        points = List.copyOf(points);
        carriers = Set.copyOf(carriers);
    }

    /** All is known of it already, so its classes need no other sign. */
    @Override
    public List<String> beginnings() {
        return List.of("");
    }

    @Override
    public Instrumented instrumented() {
        return this;
    }
}
