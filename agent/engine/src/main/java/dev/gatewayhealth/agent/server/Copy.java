package dev.gatewayhealth.agent.server;

import org.jspecify.annotations.Nullable;

/**
 * One copy of a server's classes. Products that bring a server along for themselves put it under a package prefix of their own, so that it
 * meets no other.
 *
 * @param loader where they are
 * @param prefix before the names they were written with; empty, or ending with a dot
 */
public record Copy(ClassLoader loader, String prefix) {

    /**
     * {@return the copy that a class is from, or one it extends}
     *
     * @param type of that server, or of an application that extends one of it
     * @param root what the names of the server's own classes begin with
     */
    public static Copy of(Class<?> type, String root) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            String name = at.getName();
            int start = name.indexOf(root);
            if (start == 0 || (start > 0 && name.charAt(start - 1) == '.')) {
                return new Copy(at.getClassLoader(), name.substring(0, start));
            }
        }
        return new Copy(type.getClassLoader(), "");
    }

    /**
     * {@return whether a class is the one of that name, in whichever copy}
     *
     * @param type any
     * @param name with dots, as it was written
     */
    public static boolean is(Class<?> type, String name) {
        String its = type.getName();
        int start = its.length() - name.length();
        return its.endsWith(name) && (start == 0 || its.charAt(start - 1) == '.');
    }

    /**
     * {@return the class of that name among this one and those it extends, in whichever copy; null for none}
     *
     * @param type any
     * @param name with dots, as it was written
     */
    public static @Nullable Class<?> named(Class<?> type, String name) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            if (is(at, name)) {
                return at;
            }
        }
        return null;
    }

    /**
     * {@return a class of this copy, not initialised, by the name it was written with}
     *
     * @param name with dots
     * @throws ClassNotFoundException if the copy has none
     */
    public Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(prefix + name, false, loader);
    }
}
