package dev.gatewayhealth.agent.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Loads a server and the application on it itself, whatever the tests have on their class path, and weaves as the JVM would. */
final class ServerLoader extends URLClassLoader {

    static final String APP = "dev.gatewayhealth.agent.container.app.";

    static final String MOVED = "moved.";

    private static final List<String> OWN = List.of(
            APP,
            MOVED,
            "org.apache.",
            "jakarta.",
            "javax.servlet.",
            "javax.annotation.",
            "io.undertow.",
            "org.xnio.",
            "org.jboss.",
            "org.wildfly.",
            "io.smallrye.",
            "io.netty.",
            "io.vertx.",
            "reactor.",
            "org.reactivestreams.",
            "org.eclipse.",
            "org.glassfish.",
            "org.slf4j.",
            "sun.net.httpserver.",
            "com.sun.net.httpserver.");

    static {
        registerAsParallelCapable();
    }

    private final ClassFileTransformer weaver;
    private final Renamed renaming;

    private ServerLoader(URL[] jars, ClassFileTransformer weaver, Map<String, String> packages) {
        super(jars, ServerLoader.class.getClassLoader());
        this.weaver = weaver;
        this.renaming = new Renamed(packages);
    }

    /** A loader of the jars in that directory, which the build copies there. */
    static ServerLoader of(Path directory, ClassFileTransformer weaver) {
        return of(directory, weaver, Map.of());
    }

    /** The same, for a server whose packages have other names than those the application was compiled against. */
    static ServerLoader of(Path directory, ClassFileTransformer weaver, Map<String, String> packages) {
        try (Stream<Path> jars = Files.list(directory)) {
            return new ServerLoader(jars.map(ServerLoader::url).toArray(URL[]::new), weaver, packages);
        } catch (IOException e) {
            throw new UncheckedIOException("Run mvn process-test-resources -pl agent/engine -am first", e);
        }
    }

    /** A loader of copies of the classes of a module of the JDK. */
    static ServerLoader ofModule(String module, ClassFileTransformer weaver) {
        try {
            return new ServerLoader(
                    new URL[] {URI.create("jrt:/" + module + "/").toURL()}, weaver, Map.of());
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The same, the server itself under the package prefix {@code moved}. */
    static ServerLoader moved(Path directory, ClassFileTransformer weaver) {
        Map<String, String> packages = new TreeMap<>();
        for (String root : List.of("org/apache/", "org/eclipse/", "io/netty/")) {
            packages.put(root, MOVED.replace('.', '/') + root);
        }
        return of(directory, weaver, packages);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (OWN.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    /** The server's own first here too: another version of it may be on the tests' class path. */
    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String path = name.replace('.', '/');
        boolean moved = name.startsWith(MOVED);
        String original = (moved ? path.substring(MOVED.length()) : path) + ".class";
        // The application's classes are on the tests' class path, the server's in the jars.
        URL url = name.startsWith(APP) ? getParent().getResource(original) : findResource(original);
        if (url == null) {
            throw new ClassNotFoundException(name);
        }
        try (InputStream in = url.openStream()) {
            byte[] bytes = in.readAllBytes();
            byte[] named = renamed(name) ? renaming.of(bytes) : bytes;
            byte[] woven = weaver.transform(this, path, null, null, named);
            byte[] result = woven == null ? named : woven;
            return defineClass(name, result, 0, result.length);
        } catch (IOException | IllegalClassFormatException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /** Of a server that was moved all classes are, those that stayed as well: they refer to it. */
    private boolean renamed(String name) {
        return name.startsWith(APP) || renaming.packages().containsKey("io/netty/");
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
