package dev.gatewayhealth.agent.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
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
    private final ToIntFunction<Point> numbers;
    private final List<Point> woven = new ArrayList<>();
    private String owner = "";
    private boolean isInterface;

    private ClassWeaver(
            ClassVisitor next, Target target, Map<String, Integer> maxLocals, ToIntFunction<Point> numbers) {
        super(API, next);
        this.points = target.points();
        this.carrier = target.carrier();
        this.maxLocals = maxLocals;
        this.numbers = numbers;
    }

    /**
     * @param bytes the class as it is
     * @param numbers by which woven code names a point when it fails
     * @throws IllegalArgumentException if the class is too old to carry the hook, or the points do not fit its methods
     */
    static Result weave(byte[] bytes, Target target, ToIntFunction<Point> numbers) {
        ClassReader reader = new ClassReader(ClassFile.raised(bytes));
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        Map<String, Integer> locals =
                Survey.maxLocals(reader, target.points(), ClassFile.major(bytes) <= ClassFile.LAST_WITHOUT_FRAMES);
        ClassWeaver weaver = new ClassWeaver(writer, target, locals, numbers);
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
        isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
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
        here.forEach(ClassWeaver::check);
        woven.addAll(here);
        int locals = maxLocals.getOrDefault(name + descriptor, 0);
        return new MethodWeaver(next, owner, access, descriptor, locals, here, numbers);
    }

    @Override
    public void visitEnd() {
        // What carries a lane in one version of a server may be an interface in the next.
        if (carrier && !isInterface) {
            int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_TRANSIENT;
            super.visitField(access, Point.LANE, Type.getDescriptor(Object.class), null, null)
                    .visitEnd();
        }
        super.visitEnd();
    }

    private static void check(Point point) {
        if (point.method().equals("<init>")) {
            // The verifier has no name for an object before its constructor has called another.
            throw new IllegalArgumentException("constructors cannot be woven");
        }
        boolean answers = !point.event().equals(Point.SHARE) && HookConstant.returnsBoolean(point.event());
        if (answers && !point.descriptor().endsWith(")V") && !point.descriptor().endsWith(")Z")) {
            throw new IllegalArgumentException(
                    "only a method that returns nothing, or whether it did its work, can be answered in its place");
        }
    }
}
