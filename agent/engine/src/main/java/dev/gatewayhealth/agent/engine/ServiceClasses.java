package dev.gatewayhealth.agent.engine;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Which classes of a name the service has, in whichever loader. Only loaders that have made use of the class's package are asked, and what
 * they give is not initialised. It takes a millisecond or two.
 */
record ServiceClasses(Instrumentation instrumentation) implements Function<String, List<Class<?>>> {

    @Override
    public List<Class<?>> apply(String name) {
        String itsPackage = name.substring(0, name.lastIndexOf('.'));
        List<Class<?>> found = new ArrayList<>();
        for (ClassLoader loader : loaders()) {
            if (loader.getDefinedPackage(itsPackage) != null) {
                add(found, name, loader);
            }
        }
        return found;
    }

    private static void add(List<Class<?>> found, String name, ClassLoader loader) {
        try {
            Class<?> its = Class.forName(name, false, loader);
            if (its.getClassLoader() == loader) {
                found.add(its);
            }
        } catch (ClassNotFoundException | LinkageError e) {
            // Another library's package of the same name.
        }
    }

    /** Of all classes; to ask each for its name would have the JVM keep all those names. */
    private Set<ClassLoader> loaders() {
        Set<ClassLoader> loaders = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Class<?> each : instrumentation.getAllLoadedClasses()) {
            ClassLoader loader = each.getClassLoader();
            if (loader != null) {
                loaders.add(loader);
            }
        }
        return loaders;
    }
}
