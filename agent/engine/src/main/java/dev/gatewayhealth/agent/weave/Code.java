package dev.gatewayhealth.agent.weave;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The code of one method while it is written (JVMS 4.7.3), with the frames at its jump targets (4.7.4). Jumps lead forward only. Types
 * are descriptors.
 */
final class Code {

    private static final int FULL_FRAME = 255;

    private final ConstantPool pool;
    private final int locals;
    private final Bytes code = new Bytes(128);
    private final Bytes handlers = new Bytes(64);
    private final Bytes frames = new Bytes(128);
    private int handlerCount;
    private int frameCount;
    private int lastFrame = -1;
    private int depth;
    private int deepest;

    /** @param locals how many local variables there are */
    Code(ConstantPool pool, int locals) {
        this.pool = pool;
        this.locals = locals;
    }

    /** Whether the class's own constants have that name. */
    boolean knows(String name) {
        return pool.knows(name);
    }

    /** Where the next instruction will stand. */
    int here() {
        return code.length();
    }

    /**
     * An instruction of one byte.
     *
     * @param effect what it adds to the stack, or takes away
     */
    void op(int opcode, int effect) {
        code.u1(opcode);
        stack(effect);
    }

    void load(String type, int slot) {
        local(Op.ILOAD, type, slot);
        stack(Descriptor.size(type));
    }

    /** Nothing for void. */
    void store(String type, int slot) {
        if (!type.equals("V")) {
            local(Op.ISTORE, type, slot);
            stack(-Descriptor.size(type));
        }
    }

    void returns(String type) {
        op(type.equals("V") ? Op.RETURN : Op.IRETURN + variant(type), -Descriptor.size(type));
    }

    void number(int value) {
        if (value >= -1 && value <= 5) {
            code.u1(Op.ICONST_0 + value);
        } else if (value == (byte) value) {
            code.u1(Op.BIPUSH).u1(value);
        } else {
            code.u1(Op.SIPUSH).u2(value);
        }
        stack(1);
    }

    void string(String text) {
        code.u1(Op.LDC_W).u2(pool.string(text));
        stack(1);
    }

    void getField(String owner, String name, String type) {
        code.u1(Op.GETFIELD).u2(pool.field(owner, name, type));
        stack(Descriptor.size(type) - 1);
    }

    void putField(String owner, String name, String type) {
        code.u1(Op.PUTFIELD).u2(pool.field(owner, name, type));
        stack(-1 - Descriptor.size(type));
    }

    void getStatic(String owner, String name, String type) {
        code.u1(Op.GETSTATIC).u2(pool.field(owner, name, type));
        stack(Descriptor.size(type));
    }

    void putStatic(String owner, String name, String type) {
        code.u1(Op.PUTSTATIC).u2(pool.field(owner, name, type));
        stack(-Descriptor.size(type));
    }

    void invoke(int opcode, String owner, String name, String descriptor) {
        boolean ofInterface = opcode == Op.INVOKEINTERFACE;
        Descriptor its = Descriptor.of(descriptor);
        int taken = its.slots() + (opcode == Op.INVOKESTATIC ? 0 : 1);
        code.u1(opcode).u2(pool.method(owner, name, descriptor, ofInterface));
        if (ofInterface) {
            code.u1(taken).u1(0);
        }
        stack(-taken);
        stack(Descriptor.size(its.returned()));
    }

    void cast(String name) {
        code.u1(Op.CHECKCAST).u2(pool.type(name));
    }

    /**
     * A jump whose target is not known yet.
     *
     * @return what to give to {@link #land}
     */
    int jump(int opcode) {
        int at = here();
        code.u1(opcode).u2(0);
        stack(opcode == Op.GOTO ? 0 : -1);
        return at;
    }

    /** That jump leads to the next instruction, where a frame has to stand. */
    void land(int jump) {
        code.u2At(jump + 1, here() - jump);
    }

    /** What is thrown from {@code start} up to {@code end} is caught by the next instruction, where a frame has to stand. */
    void catches(int start, int end) {
        handlers.u2(start).u2(end).u2(here()).u2(0);
        handlerCount++;
    }

    /**
     * What holds at the next instruction, of which there must be one before the next frame.
     *
     * @param onStack the only thing there, null for nothing
     */
    void frame(List<String> itsLocals, @Nullable String onStack) {
        frames.u1(FULL_FRAME).u2(lastFrame < 0 ? here() : here() - lastFrame - 1);
        frames.u2(itsLocals.size());
        for (String local : itsLocals) {
            verified(local);
        }
        frames.u2(onStack == null ? 0 : 1);
        if (onStack != null) {
            verified(onStack);
        }
        lastFrame = here();
        frameCount++;
        depth = 0;
        stack(onStack == null ? 0 : 1);
    }

    /** Writes the attribute. */
    void writeTo(Bytes method) {
        int frameBytes = frameCount == 0 ? 0 : 6 + 2 + frames.length();
        method.u2(pool.utf8("Code")).u4(2 + 2 + 4 + code.length() + 2 + handlers.length() + 2 + frameBytes);
        method.u2(deepest).u2(locals).u4(code.length()).add(code);
        method.u2(handlerCount).add(handlers);
        method.u2(frameCount == 0 ? 0 : 1);
        if (frameCount > 0) {
            method.u2(pool.utf8("StackMapTable")).u4(2 + frames.length());
            method.u2(frameCount).add(frames);
        }
    }

    private void local(int opcode, String type, int slot) {
        if (slot > 0xff) {
            code.u1(Op.WIDE).u1(opcode + variant(type)).u2(slot);
        } else {
            code.u1(opcode + variant(type)).u1(slot);
        }
    }

    /** How far the instruction for a type is from the one for int. */
    private static int variant(String type) {
        return switch (type.charAt(0)) {
            case 'J' -> 1;
            case 'F' -> 2;
            case 'D' -> 3;
            case 'L', '[' -> 4;
            default -> 0;
        };
    }

    private void verified(String type) {
        switch (type.charAt(0)) {
            case 'F' -> frames.u1(2);
            case 'D' -> frames.u1(3);
            case 'J' -> frames.u1(4);
            case 'L', '[' -> frames.u1(7).u2(pool.type(Descriptor.name(type)));
            default -> frames.u1(1);
        }
    }

    private void stack(int effect) {
        depth += effect;
        deepest = Math.max(deepest, depth);
    }
}
