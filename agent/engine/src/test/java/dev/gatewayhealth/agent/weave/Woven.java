package dev.gatewayhealth.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/** A woven copy of a class, loaded and so verified by the JVM, under its own name in a loader of its own. */
final class Woven {

    private final Class<?> type;
    private final Object object;

    private Woven(Class<?> type) throws ReflectiveOperationException {
        this.type = type;
        this.object = type.getConstructor().newInstance();
    }

    /** A copy of {@link Shapes}, and a carrier. */
    static Woven shapes(Point.In... points) {
        List<Point> all =
                Arrays.stream(points).flatMap(in -> in.points().stream()).toList();
        return of(ClassWeaver.weave(
                bytes(Shapes.class), new Target(0, "Shapes", Shapes.class.getName(), all, true), all::indexOf));
    }

    static Woven of(ClassWeaver.Result result) {
        return of(result.bytes());
    }

    static Woven of(byte[] bytes) {
        try {
            return new Woven(new One(bytes).define());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** The points to weave into a method of {@link Shapes}. */
    static Point.In in(String method, String descriptor) {
        return Point.in(Shapes.class.getName()).method(method, descriptor);
    }

    Class<?> type() {
        return type;
    }

    Object object() {
        return object;
    }

    Object field(String name) {
        try {
            return type.getField(name).get(object);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    void set(String name, Object value) {
        try {
            type.getField(name).set(object, value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** Calls the only method of that name and throws what it throws. */
    Object call(String name, Object... arguments) throws Throwable {
        Method method = Arrays.stream(type.getMethods())
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
        try {
            return method.invoke(object, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    static byte[] bytes(Class<?> type) {
        String resource = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Defines the one class and finds everything else where the tests are. */
    private static final class One extends ClassLoader {

        private final byte[] bytes;

        private One(byte[] bytes) {
            super(Woven.class.getClassLoader());
            this.bytes = bytes;
        }

        private Class<?> define() {
            return defineClass(null, bytes, 0, bytes.length);
        }
    }
}
