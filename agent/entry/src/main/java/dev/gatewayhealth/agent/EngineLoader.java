package dev.gatewayhealth.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The loader of the engine and all it brings: classes that lie under {@code inst/} in the agent's jar with names no other
 * loader would find, so that nothing of ours can be seen by the application. Its parent is the platform's loader.
 */
final class EngineLoader extends ClassLoader {

    private static final String FOLDER = "inst/";
    private static final String ENGINE = "dev.gatewayhealth.agent.engine.Engine";
    private static final String COMMAND_LINE = "dev.gatewayhealth.agent.cli.Main";

    static {
        registerAsParallelCapable();
    }

    private static EngineLoader running;

    /** As a plain archive: what a jar file offers beyond that, signatures and releases, would be looked for at every class. */
    private final ZipFile jar;

    private EngineLoader() throws Exception {
        // The system loader's parent is the platform loader from Java 9 on; this code must also load on 8.
        super(ClassLoader.getSystemClassLoader().getParent());
        this.jar = new ZipFile(Agent.jar());
    }

    /** Starts the engine; called once. */
    static void start(String arguments, Instrumentation instrumentation) throws Exception {
        running = new EngineLoader();
        running.loadClass(ENGINE)
                .getMethod("start", String.class, Instrumentation.class)
                .invoke(null, arguments, instrumentation);
    }

    /** Tells the running engine that the agent was given again. */
    static void repeated(String arguments) throws Exception {
        running.loadClass(ENGINE).getMethod("repeated", String.class).invoke(null, arguments);
    }

    /** The main class of the command line, in a loader of its own. */
    static Class<?> commandLine() throws Exception {
        return new EngineLoader().loadClass(COMMAND_LINE);
    }

    /** Our own are asked of nobody else: each refusal of the parent's is an exception, and there are hundreds of classes. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("dev.gatewayhealth.")) {
            return super.loadClass(name, resolve);
        }
        if (name.startsWith("dev.gatewayhealth.agent.") && name.indexOf('.', 24) < 0) {
            // The entry package has one home, the system class path.
            return ClassLoader.getSystemClassLoader().loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = bytes(name.replace('.', '/') + ".classdata");
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    protected URL findResource(String name) {
        String entry = FOLDER + name;
        if (jar.getEntry(entry) == null) {
            return null;
        }
        try {
            return new URL("jar:" + Agent.jar().toURI() + "!/" + entry);
        } catch (Exception e) {
            return null;
        }
    }

    private byte[] bytes(String name) throws ClassNotFoundException {
        ZipEntry entry = jar.getEntry(FOLDER + name);
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] bytes = new byte[(int) entry.getSize()];
            for (int read = 0; read < bytes.length; ) {
                int more = in.read(bytes, read, bytes.length - read);
                if (more < 0) {
                    throw new IOException(name + " ends early");
                }
                read += more;
            }
            return bytes;
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
