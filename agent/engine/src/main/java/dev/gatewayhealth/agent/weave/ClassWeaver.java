package dev.gatewayhealth.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Weaves the points of one class into its bytes. */
final class ClassWeaver extends ClassVisitor {

    static final int API = Opcodes.ASM9;

    private final List<Point> points;
    private final boolean carrier;
    private final Map<String, Integer> maxLocals;
    private final List<Point> woven = new ArrayList<>();
    private String owner = "";

    private ClassWeaver(ClassVisitor next, List<Point> points, boolean carrier, Map<String, Integer> maxLocals) {
        super(API, next);
        this.points = points;
        this.carrier = carrier;
        this.maxLocals = maxLocals;
    }

    /**
     * @param bytes the class as it is
     * @param carrier whether it gets a lane field
     * @throws IllegalArgumentException if the class is too old to carry the hook
     */
    static Result weave(byte[] bytes, List<Point> points, boolean carrier) {
        ClassReader reader = new ClassReader(ClassFile.raised(bytes));
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        ClassWeaver weaver = new ClassWeaver(writer, points, carrier, maxLocals(reader));
        // Expanded, because frames are put in between and the compressed ones are relative to each other.
        reader.accept(weaver, ClassReader.EXPAND_FRAMES);
        return new Result(writer.toByteArray(), weaver.woven);
    }

    /** The bytes, and the points whose method was there. */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    record Result(byte[] bytes, List<Point> woven) {}

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        owner = name;
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
            return next;
        }
        List<Point> here = new ArrayList<>();
        for (Point point : points) {
            if (point.method().equals(name) && point.descriptor().equals(descriptor)) {
                here.add(point);
            }
        }
        if (here.isEmpty()) {
            return next;
        }
        woven.addAll(here);
        int locals = maxLocals.getOrDefault(name + descriptor, 0);
        return new MethodWeaver(next, owner, access, descriptor, locals, here);
    }

    @Override
    public void visitEnd() {
        if (carrier) {
            int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_TRANSIENT;
            super.visitField(access, Point.LANE, Type.getDescriptor(Object.class), null, null)
                    .visitEnd();
        }
        super.visitEnd();
    }

    /** The first free local of each method; what we keep aside stands there. */
    private static Map<String, Integer> maxLocals(ClassReader reader) {
        Map<String, Integer> result = new HashMap<>();
        reader.accept(
                new ClassVisitor(API) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        return new MethodVisitor(API) {
                            @Override
                            public void visitMaxs(int maxStack, int maxLocals) {
                                result.put(name + descriptor, maxLocals);
                            }
                        };
                    }
                },
                ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return result;
    }
}
