package dev.gatewayhealth.agent.weave;

import dev.gatewayhealth.agent.Hook;
import java.util.List;

/**
 * What every woven class gets to reach the hook: a field with the listeners of its kind of server, a method that finds them, and one
 * that says what went wrong. The container's loader is never asked for a class of ours, for some, as those of JBoss Modules and OSGi,
 * do not show it; the system class loader always has it.
 */
final class Listeners {

    private static final String NAME = "gatewayHealth$listeners";
    private static final String FAILED = "gatewayHealth$failed";
    private static final String TABLE = "[Ljava/lang/Object;";
    private static final String THROWABLE = "Ljava/lang/Throwable;";
    private static final int PRIVATE_STATIC_SYNTHETIC = 0x100a;

    private final ConstantPool pool;
    private final String owner;

    Listeners(ConstantPool pool, String owner) {
        this.pool = pool;
        this.owner = owner;
    }

    /** Whether the way works in this JVM: that the class found through the system loader is the one the engine holds. */
    static boolean reachable() {
        try {
            return ClassLoader.getSystemClassLoader().loadClass(Hook.class.getName()) == Hook.class;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Puts the listener of an event on the stack. */
    void load(Code code, Event event) {
        code.invoke(Op.INVOKESTATIC, owner, NAME, "()" + TABLE);
        code.number(event.listener());
        code.op(Op.AALOAD, -1);
    }

    /** Calls the listener, whose parameters lie above it on the stack. */
    static void tell(Code code, Event event) {
        code.invoke(Op.INVOKEINTERFACE, event.owner(), event.method(), event.descriptor());
    }

    /** Tells the engine of what lies on the stack. Throws nothing. */
    void failed(Code code, int point) {
        code.number(point);
        code.invoke(Op.INVOKESTATIC, owner, FAILED, "(" + THROWABLE + "I)V");
    }

    void field(Bytes fields) {
        fields.u2(PRIVATE_STATIC_SYNTHETIC)
                .u2(pool.utf8(NAME))
                .u2(pool.utf8(TABLE))
                .u2(0);
    }

    /** Several threads may find the same at once, which does no harm. */
    void find(int server, Bytes methods) {
        Code code = new Code(pool, 0);
        code.getStatic(owner, NAME, TABLE);
        code.op(Op.DUP, 1);
        int known = code.jump(Op.IFNONNULL);
        code.op(Op.POP, -1);
        code.invoke(Op.INVOKESTATIC, "java/lang/ClassLoader", "getSystemClassLoader", "()Ljava/lang/ClassLoader;");
        code.string(Hook.class.getName());
        code.invoke(Op.INVOKEVIRTUAL, "java/lang/ClassLoader", "loadClass", "(Ljava/lang/String;)Ljava/lang/Class;");
        code.string("LISTENERS");
        code.invoke(Op.INVOKEVIRTUAL, "java/lang/Class", "getField", "(Ljava/lang/String;)Ljava/lang/reflect/Field;");
        code.op(Op.ACONST_NULL, 1);
        code.invoke(Op.INVOKEVIRTUAL, "java/lang/reflect/Field", "get", "(Ljava/lang/Object;)Ljava/lang/Object;");
        code.cast("[" + TABLE);
        code.number(server);
        code.op(Op.AALOAD, -1);
        code.op(Op.DUP, 1);
        code.putStatic(owner, NAME, TABLE);
        code.land(known);
        code.frame(List.of(), TABLE);
        code.returns(TABLE);
        method(NAME, "()" + TABLE, code, methods);
    }

    /** A guard around the guard's own: nothing is left to be told to if this fails. */
    void failed(Bytes methods) {
        Code code = new Code(pool, 2);
        load(code, Event.FAILED);
        code.load(THROWABLE, 0);
        code.load("I", 1);
        tell(code, Event.FAILED);
        int end = code.here();
        code.returns("V");
        code.catches(0, end);
        code.frame(List.of(THROWABLE, "I"), THROWABLE);
        code.op(Op.POP, -1);
        code.returns("V");
        method(FAILED, "(" + THROWABLE + "I)V", code, methods);
    }

    private void method(String name, String descriptor, Code code, Bytes methods) {
        methods.u2(PRIVATE_STATIC_SYNTHETIC)
                .u2(pool.utf8(name))
                .u2(pool.utf8(descriptor))
                .u2(1);
        code.writeTo(methods);
    }
}
