package dev.gatewayhealth.agent.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * How the header fields of one server's responses are written: by a public method of two arguments, a name and a value. By reflection, so
 * only for what somebody has asked for.
 */
public final class HeaderFields {

    /** By the class of what holds the fields. */
    private final ClassValue<Method> methods = new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> type) {
            try {
                Method method = type.getMethod(name, String.class, value);
                if (!Modifier.isPublic(method.getDeclaringClass().getModifiers())) {
                    method.setAccessible(true);
                }
                return method;
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(type + " has no " + name, e);
            }
        }
    };

    private final String name;
    private final Class<?> value;

    /**
     * By the method of that name.
     *
     * @param name of the method
     * @param value the declared type of its second argument
     */
    public HeaderFields(String name, Class<?> value) {
        this.name = name;
        this.value = value;
    }

    /**
     * Writes one field.
     *
     * @param fields the server's object that has the method
     * @param field its name
     * @param text its value
     */
    public void put(Object fields, String field, String text) {
        try {
            methods.get(fields.getClass()).invoke(fields, field, text);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(name + ": " + e, e);
        }
    }
}
