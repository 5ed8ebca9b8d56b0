package dev.gatewayhealth.agent.server;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** The field that was added to objects of the server, for what happens too seldom to be worth woven code. */
public final class LaneField {

    /** As in {@link dev.gatewayhealth.agent.weave.Point#LANE}. */
    private static final String NAME = "gatewayHealth$lane";

    private LaneField() {}

    /**
     * {@return whether that object carries the lane from now on; false if it cannot}
     *
     * @param carrier an object of the server
     * @param lane what it carries from now on
     */
    public static boolean put(Object carrier, Lane lane) {
        try {
            Field field = carrier.getClass().getField(NAME);
            field.setAccessible(true);
            field.set(carrier, lane);
            return true;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false;
        }
    }

    /**
     * {@return what that object carries; null for none}
     *
     * @param carrier an object of the server
     */
    public static @Nullable Lane of(Object carrier) {
        try {
            Field field = carrier.getClass().getField(NAME);
            field.setAccessible(true);
            return field.get(carrier) instanceof Lane lane ? lane : null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
