package dev.gatewayhealth.agent.server;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * One object of a server, asked by name for what it may or may not have. For questions asked once: unlike {@link Reach} it
 * looks the name up each time, and what is not there is null.
 *
 * @param object null where the way to it broke off
 */
public record Asked(@Nullable Object object) {

    /**
     * {@return what a public method without parameters returns}
     *
     * @param name with the case it was written in
     */
    public Asked method(String name) {
        if (object == null) {
            return this;
        }
        try {
            Method method = object.getClass().getMethod(name);
            method.setAccessible(true);
            return new Asked(method.invoke(object));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return new Asked(null);
        }
    }

    /**
     * {@return what a field of its class, or of one it extends, holds, whatever its visibility}
     *
     * @param name with the case it was written in
     */
    public Asked field(String name) {
        for (Class<?> at = object == null ? null : object.getClass(); at != null; at = at.getSuperclass()) {
            try {
                Field field = at.getDeclaredField(name);
                field.setAccessible(true);
                return new Asked(field.get(object));
            } catch (NoSuchFieldException e) {
                // One further up.
            } catch (ReflectiveOperationException | RuntimeException e) {
                break;
            }
        }
        return new Asked(null);
    }

    /**
     * {@return the number a public method without parameters returns; null where there is none}
     *
     * @param method with the case it was written in
     */
    public @Nullable Long number(String method) {
        return method(method).object() instanceof Number number ? number.longValue() : null;
    }

    /**
     * {@return what a public method returns as an array; empty where there is none}
     *
     * @param method with the case it was written in
     */
    public Object[] array(String method) {
        return method(method).object() instanceof Object[] array ? array : new Object[0];
    }
}
