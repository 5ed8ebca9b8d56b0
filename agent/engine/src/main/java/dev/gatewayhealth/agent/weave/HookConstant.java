package dev.gatewayhealth.agent.weave;

import dev.gatewayhealth.agent.Hook;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * A handle of the hook as a constant of the woven class, in parts of {@code java.base} alone: an empty class loader, whose parent is the
 * system class loader, its {@code loadClass}, the static field. The system class loader itself would be one step less, but asking for
 * it depends on the caller, and the JVM makes a class for each woven one that asks through a handle. A container's loader that shows no class of ours, as JBoss Modules and OSGi do not, is
 * never asked for one. {@code Class.forName(String, boolean, ClassLoader)} would be shorter but takes a boolean, which cannot
 * be a static argument.
 */
final class HookConstant {

    private static final String BOOTSTRAPS = "java/lang/invoke/ConstantBootstraps";
    private static final String LOOKUP = "Ljava/lang/invoke/MethodHandles$Lookup;";

    private static final Handle INVOKE = bootstrap(
            "invoke",
            "(" + LOOKUP + "Ljava/lang/String;Ljava/lang/Class;Ljava/lang/invoke/MethodHandle;[Ljava/lang/Object;)"
                    + "Ljava/lang/Object;");
    private static final Handle STATIC_FIELD = bootstrap(
            "getStaticFinal", "(" + LOOKUP + "Ljava/lang/String;Ljava/lang/Class;Ljava/lang/Class;)Ljava/lang/Object;");

    private static final ConstantDynamic NO_URLS = new ConstantDynamic(
            "urls",
            "Ljava/lang/Object;",
            INVOKE,
            new Handle(
                    Opcodes.H_INVOKESTATIC,
                    "java/lang/reflect/Array",
                    "newInstance",
                    "(Ljava/lang/Class;I)Ljava/lang/Object;",
                    false),
            Type.getObjectType("java/net/URL"),
            0);
    private static final ConstantDynamic CHILD_OF_SYSTEM_LOADER = new ConstantDynamic(
            "loader",
            "Ljava/lang/ClassLoader;",
            INVOKE,
            new Handle(
                    Opcodes.H_INVOKESTATIC,
                    "java/net/URLClassLoader",
                    "newInstance",
                    "([Ljava/net/URL;)Ljava/net/URLClassLoader;",
                    false),
            NO_URLS);
    private static final ConstantDynamic HOOK = new ConstantDynamic(
            "hook",
            "Ljava/lang/Class;",
            INVOKE,
            new Handle(
                    Opcodes.H_INVOKEVIRTUAL,
                    "java/lang/ClassLoader",
                    "loadClass",
                    "(Ljava/lang/String;)Ljava/lang/Class;",
                    false),
            CHILD_OF_SYSTEM_LOADER,
            Hook.class.getName());

    private HookConstant() {}

    /** The constant to load; its value is the {@link MethodHandle} of that event. */
    static ConstantDynamic of(String event) {
        return new ConstantDynamic(event, "Ljava/lang/invoke/MethodHandle;", STATIC_FIELD, HOOK);
    }

    /** The type to call it with. */
    static String descriptor(String event) {
        return type(event).toMethodDescriptorString();
    }

    static boolean returnsBoolean(String event) {
        return type(event).returnType() == boolean.class;
    }

    private static MethodType type(String event) {
        try {
            return ((MethodHandle) Hook.class.getField(event).get(null)).type();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("No event is called " + event, e);
        }
    }

    /** Whether the way works in this JVM: that the class found through the system loader is the one the engine holds. */
    static boolean works() {
        try {
            return ClassLoader.getSystemClassLoader().loadClass(Hook.class.getName()) == Hook.class
                    && Hook.BEGIN != null;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static Handle bootstrap(String name, String descriptor) {
        return new Handle(Opcodes.H_INVOKESTATIC, BOOTSTRAPS, name, descriptor, false);
    }
}
