package dev.gatewayhealth.agent.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import org.jspecify.annotations.Nullable;

/**
 * Defines our meters once more, where the service's own Micrometer can be seen: they extend its types, which the engine has none of. All
 * else of ours is the engine's, so both speak of the same report.
 */
final class MetersLoader extends ClassLoader {

    private static final String METERS = "dev.gatewayhealth.metrics.";

    static {
        registerAsParallelCapable();
    }

    MetersLoader(ClassLoader service) {
        super(service);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(METERS)) {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }
        return name.startsWith("dev.gatewayhealth.")
                ? MetersLoader.class.getClassLoader().loadClass(name)
                : super.loadClass(name, resolve);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = bytes(name.replace('.', '/'));
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** In the agent's jar classes have another ending, in a directory of classes the usual one. */
    private static byte @Nullable [] bytes(String path) throws ClassNotFoundException {
        ClassLoader engine = MetersLoader.class.getClassLoader();
        URL found = engine.getResource(path + ".classdata");
        URL its = found == null ? engine.getResource(path + ".class") : found;
        if (its == null) {
            return null;
        }
        try {
            URLConnection connection = its.openConnection();
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                return in.readAllBytes();
            }
        } catch (IOException e) {
            throw new ClassNotFoundException(path, e);
        }
    }
}
