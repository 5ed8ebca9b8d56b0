package dev.gatewayhealth.agent.server;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Reads a server's objects without knowing its classes at compile time: one method or field. By reflection, which costs less than
 * method handles until it is used much, and it is not: never on the way of a request; what a request needs is woven.
 */
public final class Reach {

    private final String name;
    private final @Nullable Method method;
    private final @Nullable Field field;

    private Reach(String name, @Nullable Method method, @Nullable Field field) {
        this.name = name;
        this.method = method;
        this.field = field;
    }

    /**
     * {@return a public method without parameters, of the class or of one it extends} That there is none is found out when it is called.
     *
     * @param type of the server's
     * @param name as the server's makers wrote it
     */
    public static Reach method(Class<?> type, String name) {
        try {
            Method method = type.getMethod(name);
            method.setAccessible(true);
            return new Reach(name, method, null);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return absent(type, name);
        }
    }

    /**
     * {@return a method without parameters that the class itself declares, whatever its visibility}
     *
     * @param type of the server's
     * @param name as the server's makers wrote it
     */
    public static Reach declared(Class<?> type, String name) {
        try {
            Method method = type.getDeclaredMethod(name);
            method.setAccessible(true);
            return new Reach(name, method, null);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return absent(type, name);
        }
    }

    /**
     * {@return a field of the class or of one it extends, whatever its visibility; of a static one, whoever is asked}
     *
     * @param type of the server's
     * @param name as the server's makers wrote it
     */
    public static Reach field(Class<?> type, String name) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            try {
                Field field = at.getDeclaredField(name);
                field.setAccessible(true);
                return new Reach(name, null, field);
            } catch (NoSuchFieldException e) {
                // One further up.
            } catch (RuntimeException e) {
                break;
            }
        }
        return absent(type, name);
    }

    private static Reach absent(Class<?> type, String name) {
        return new Reach(type.getName() + "." + name, null, null);
    }

    /** {@return whether the server has it} */
    public boolean exists() {
        return method != null || field != null;
    }

    /**
     * {@return what it says of that object}
     *
     * @param target whose method or field it is
     * @throws IllegalStateException if the server has no such thing, or it threw
     */
    public @Nullable Object of(Object target) {
        try {
            if (method != null) {
                return method.invoke(target);
            }
            if (field != null) {
                return field.get(target);
            }
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(name + ": " + e.getCause(), e.getCause());
        } catch (IllegalAccessException | RuntimeException e) {
            throw new IllegalStateException(name + ": " + e, e);
        }
        throw new IllegalStateException("This server has no " + name);
    }

    /**
     * {@return the number it says}
     *
     * @param target whose method or field it is
     * @throws IllegalStateException if it says no number, or as {@link #of}
     */
    public long number(Object target) {
        Object value = of(target);
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException(name + " is " + value + " and not a number");
    }
}
