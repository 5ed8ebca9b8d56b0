package dev.gatewayhealth.agent.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Puts the calls of one method's points in place.
 *
 * <p>Each call stands in a guard of its own, so nothing that goes wrong in evaluating a value or behind the hook reaches the
 * container; the engine is told, in a second guard, for that may fail as well. The frames written here name the parameters and leave every other local unknown, which the verifier accepts
 * wherever none of them is used afterwards: at entry, before a return whose value is kept aside, and in the handler that
 * catches what the method throws.
 */
final class MethodWeaver extends MethodVisitor {

    private static final String THROWABLE = "java/lang/Throwable";
    private static final Type THROWN = Type.getObjectType(THROWABLE);

    private final List<Point> entries = new ArrayList<>();
    private final List<Point> exits = new ArrayList<>();
    private final boolean isStatic;
    private final Type[] parameters;
    private final Type returned;
    private final Object[] parameterFrame;
    private final int aside;
    private final Label bodyStart = new Label();
    private final Label wayOut = new Label();
    private final ToIntFunction<Point> numbers;
    private boolean returning;

    MethodWeaver(
            MethodVisitor next,
            String owner,
            int access,
            String descriptor,
            int maxLocals,
            List<Point> points,
            ToIntFunction<Point> numbers) {
        super(ClassWeaver.API, next);
        this.numbers = numbers;
        this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
        this.parameters = Type.getArgumentTypes(descriptor);
        this.returned = Type.getReturnType(descriptor);
        this.parameterFrame = parameterFrame(owner);
        this.aside = maxLocals;
        for (Point point : points) {
            (point.when() == Point.When.ENTRY ? entries : exits).add(point);
        }
    }

    @Override
    public void visitCode() {
        super.visitCode();
        for (Point point : entries) {
            guarded(point, null, false);
        }
        super.visitLabel(bodyStart);
        if (!entries.isEmpty()) {
            // A frame of the method's own may stand at its first instruction; two at one place are not allowed.
            super.visitInsn(Opcodes.NOP);
        }
    }

    @Override
    public void visitInsn(int opcode) {
        boolean returns = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
        if (returns && !exits.isEmpty()) {
            // One way out, behind the method's own code, where none of its handlers can catch what a guard has to.
            keep(returned);
            super.visitJumpInsn(Opcodes.GOTO, wayOut);
            returning = true;
        } else {
            super.visitInsn(opcode);
        }
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        if (!exits.isEmpty()) {
            Label bodyEnd = new Label();
            super.visitLabel(bodyEnd);
            super.visitTryCatchBlock(bodyStart, bodyEnd, bodyEnd, null);
            frame(null, THROWABLE);
            keep(THROWN);
            exits.forEach(point -> guarded(point, THROWN, true));
            restore(THROWN);
            super.visitInsn(Opcodes.ATHROW);
            if (returning) {
                super.visitLabel(wayOut);
                frame(returned, null);
                exits.forEach(point -> guarded(point, returned, false));
                restore(returned);
                super.visitInsn(returned.getOpcode(Opcodes.IRETURN));
            }
        }
        super.visitMaxs(maxStack, maxLocals);
    }

    /**
     * @param kept what is kept aside meanwhile, null for nothing
     * @param thrown whether that is what the method threw
     */
    private void guarded(Point point, @Nullable Type kept, boolean thrown) {
        Label start = new Label();
        Label end = new Label();
        Label handler = new Label();
        Label next = new Label();
        super.visitTryCatchBlock(start, end, handler, THROWABLE);
        super.visitLabel(start);
        boolean goesOn = call(point, thrown, next);
        super.visitLabel(end);
        if (goesOn) {
            super.visitJumpInsn(Opcodes.GOTO, next);
        }
        super.visitLabel(handler);
        frame(kept, THROWABLE);
        tell(point, kept, next);
        super.visitLabel(next);
        frame(kept, null);
        super.visitInsn(Opcodes.NOP);
    }

    /** Takes what was thrown off the stack and hands it to the engine. */
    private void tell(Point point, @Nullable Type kept, Label next) {
        Label start = new Label();
        Label end = new Label();
        super.visitTryCatchBlock(start, end, end, THROWABLE);
        super.visitLabel(start);
        super.visitLdcInsn(HookConstant.of("FAILED"));
        super.visitInsn(Opcodes.SWAP);
        number(numbers.applyAsInt(point));
        invokeHook("FAILED");
        super.visitJumpInsn(Opcodes.GOTO, next);
        super.visitLabel(end);
        frame(kept, THROWABLE);
        super.visitInsn(Opcodes.POP);
    }

    private void invokeHook(String event) {
        super.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                "java/lang/invoke/MethodHandle",
                "invokeExact",
                HookConstant.descriptor(event),
                false);
    }

    /** Whether control runs out of it at its end. */
    private boolean call(Point point, boolean thrown, Label next) {
        Point.LaneOf target = point.target();
        if (point.event().equals(Point.SHARE) && target != null) {
            load(target.object(), thrown);
            super.visitJumpInsn(Opcodes.IFNULL, next);
            load(target.object(), thrown);
            load(point.values().get(0), thrown);
            storeLane(target);
            return true;
        }
        if (target != null) {
            load(target.object(), thrown);
        }
        super.visitLdcInsn(HookConstant.of(point.event()));
        for (Value value : point.values()) {
            load(value, thrown);
        }
        invokeHook(point.event());
        if (target != null) {
            storeLane(target);
        } else if (HookConstant.returnsBoolean(point.event())) {
            super.visitJumpInsn(Opcodes.IFEQ, next);
            if (returned.getSort() == Type.BOOLEAN) {
                super.visitInsn(Opcodes.ICONST_1);
            }
            super.visitInsn(returned.getOpcode(Opcodes.IRETURN));
            return false;
        }
        return true;
    }

    private void storeLane(Point.LaneOf target) {
        super.visitFieldInsn(
                Opcodes.PUTFIELD, target.owner().replace('.', '/'), Point.LANE, Type.getDescriptor(Object.class));
    }

    private void load(Value value, boolean thrown) {
        if (value instanceof Value.Self) {
            super.visitVarInsn(Opcodes.ALOAD, 0);
        } else if (value instanceof Value.Argument argument) {
            super.visitVarInsn(parameters[argument.index()].getOpcode(Opcodes.ILOAD), slot(argument.index()));
        } else if (value instanceof Value.Constant constant) {
            number(constant.value());
        } else if (value instanceof Value.LongConstant constant) {
            super.visitLdcInsn(constant.value());
        } else if (value instanceof Value.Returned) {
            if (thrown) {
                super.visitInsn(Opcodes.ACONST_NULL);
            } else {
                restore(returned);
            }
        } else if (value instanceof Value.Thrown) {
            if (thrown) {
                super.visitVarInsn(Opcodes.ALOAD, aside);
            } else {
                super.visitInsn(Opcodes.ACONST_NULL);
            }
        } else if (value instanceof Value.Field field) {
            load(field.on(), thrown);
            super.visitFieldInsn(Opcodes.GETFIELD, field.owner(), field.name(), field.descriptor());
        } else if (value instanceof Value.Call call) {
            load(call.on(), thrown);
            int opcode = call.ofInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
            super.visitMethodInsn(opcode, call.owner(), call.name(), call.descriptor(), call.ofInterface());
        } else if (value instanceof Value.CallWithNumber call) {
            load(call.on(), thrown);
            number(call.argument());
            super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, call.owner(), call.name(), call.descriptor(), false);
        } else if (value instanceof Value.Cast cast) {
            load(cast.on(), thrown);
            super.visitTypeInsn(Opcodes.CHECKCAST, cast.type());
        }
    }

    private void number(int value) {
        if (value >= -1 && value <= 5) {
            super.visitInsn(Opcodes.ICONST_0 + value);
        } else {
            super.visitIntInsn(value == (byte) value ? Opcodes.BIPUSH : Opcodes.SIPUSH, value);
        }
    }

    private int slot(int parameter) {
        int slot = isStatic ? 0 : 1;
        for (int i = 0; i < parameter; i++) {
            slot += parameters[i].getSize();
        }
        return slot;
    }

    private void keep(Type type) {
        if (type.getSort() != Type.VOID) {
            super.visitVarInsn(type.getOpcode(Opcodes.ISTORE), aside);
        }
    }

    private void restore(Type type) {
        if (type.getSort() != Type.VOID) {
            super.visitVarInsn(type.getOpcode(Opcodes.ILOAD), aside);
        }
    }

    private void frame(@Nullable Type kept, @Nullable String onStack) {
        List<Object> locals = new ArrayList<>(List.of(parameterFrame));
        if (kept != null && kept.getSort() != Type.VOID) {
            int used = slot(parameters.length);
            for (int i = used; i < aside; i++) {
                locals.add(Opcodes.TOP);
            }
            locals.add(frameType(kept));
        }
        Object[] stack = onStack == null ? new Object[0] : new Object[] {onStack};
        super.visitFrame(Opcodes.F_NEW, locals.size(), locals.toArray(), stack.length, stack);
    }

    private Object[] parameterFrame(String owner) {
        List<Object> frame = new ArrayList<>();
        if (!isStatic) {
            frame.add(owner);
        }
        for (Type parameter : parameters) {
            frame.add(frameType(parameter));
        }
        return frame.toArray();
    }

    private static Object frameType(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT -> Opcodes.INTEGER;
            case Type.LONG -> Opcodes.LONG;
            case Type.FLOAT -> Opcodes.FLOAT;
            case Type.DOUBLE -> Opcodes.DOUBLE;
            default -> type.getInternalName();
        };
    }
}
