package dev.gatewayhealth.agent.server;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a server's objects without knowing its classes at compile time: one method or field, as a handle that takes and
 * returns objects. Never on the way of a request; what a request needs is woven.
 */
public final class Reach {

    private final @Nullable MethodHandle handle;
    private final String name;

    private Reach(String name, @Nullable MethodHandle handle) {
        this.name = name;
        this.handle = handle;
    }

    /** A public method without parameters, of the class or of one it extends; absent is found out when it is called. */
    public static Reach method(Class<?> type, String name) {
        try {
            Method method = type.getMethod(name);
            method.setAccessible(true);
            return of(name, MethodHandles.lookup().unreflect(method), Object.class);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return new Reach(type.getName() + "." + name, null);
        }
    }

    /** A method without parameters that the class itself declares, whatever its visibility. */
    public static Reach declared(Class<?> type, String name) {
        try {
            Method method = type.getDeclaredMethod(name);
            method.setAccessible(true);
            return of(name, MethodHandles.lookup().unreflect(method), Object.class);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return new Reach(type.getName() + "." + name, null);
        }
    }

    /** A field of the class or of one it extends, whatever its visibility; of a static one, whoever is asked. */
    public static Reach field(Class<?> type, String name) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            try {
                Field field = at.getDeclaredField(name);
                field.setAccessible(true);
                MethodHandle getter = MethodHandles.lookup().unreflectGetter(field);
                return of(
                        name,
                        Modifier.isStatic(field.getModifiers())
                                ? MethodHandles.dropArguments(getter, 0, Object.class)
                                : getter,
                        Object.class);
            } catch (NoSuchFieldException e) {
                // One further up.
            } catch (ReflectiveOperationException | RuntimeException e) {
                break;
            }
        }
        return new Reach(type.getName() + "." + name, null);
    }

    private static Reach of(String name, MethodHandle handle, Class<?> parameter) {
        return new Reach(name, handle.asType(MethodType.methodType(Object.class, parameter)));
    }

    public boolean exists() {
        return handle != null;
    }

    /**
     * What it says of that object.
     *
     * @throws IllegalStateException if the server has no such thing, or it threw
     */
    public @Nullable Object of(Object target) {
        if (handle == null) {
            throw new IllegalStateException("This server has no " + name);
        }
        try {
            return (Object) handle.invokeExact(target);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(name + ": " + e, e);
        }
    }

    public long number(Object target) {
        Object value = of(target);
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException(name + " is " + value + " and not a number");
    }
}
