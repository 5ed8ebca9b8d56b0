package dev.gatewayhealth.agent.weave;

import static dev.gatewayhealth.agent.weave.Value.self;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomeTest {

    private static final String OLD = "dev.gatewayhealth.agent.weave.Old";

    private final HookRecorder recorder = new HookRecorder();
    private final Home home = new Home(HomeTest.class.getClassLoader(), "Server");

    @AfterEach
    void disconnect() {
        recorder.close();
    }

    @Test
    void saysWhichPointsAreInPlace() {
        Target target = target(
                Shapes.class.getName(),
                Woven.in("plain", "()V").entry("READING", self()),
                Woven.in("plain", "(I)V").entry("READING", self()),
                Woven.in("gone", "()V").exit("READ", self()));

        assertThat(home.weave(target, Woven.bytes(Shapes.class), target.points()::indexOf))
                .isNotNull();
        assertThat(home.has(target)).isTrue();
        assertThat(target.points().stream().map(home.states()::get))
                .containsExactly("live", "not-woven: no such method", "not-woven: no such method");
    }

    @Test
    void takesAFormOfThePastOnlyWhereTheClassHasNothingNewer() {
        Target past = target(
                Shapes.class.getName(),
                Point.in(Shapes.class.getName())
                        .formBefore("throwsWhatItIsGiven", "(Ljava/lang/Exception;)V", "a part")
                        .method("plain", "()V")
                        .entry("READING", self())
                        .formBefore("throwsWhatItIsGiven", "()V", "another part")
                        .method("plain", "()V")
                        .exit("READ", self()));
        home.weave(past, Woven.bytes(Shapes.class), past.points()::indexOf);

        assertThat(past.points().stream().map(home.states()::get)).containsExactly("not-woven: no such method", "live");
    }

    @Test
    void leavesAClassAsItIsWhenItCannotBeWovenAndSaysWhy() {
        Target target = target(Shapes.class.getName(), Woven.in("<init>", "()V").exit("READ", self()));

        assertThat(home.weave(target, Woven.bytes(Shapes.class), target.points()::indexOf))
                .isNull();
        assertThat(home.states().values())
                .singleElement()
                .asString()
                .startsWith("not-woven: ")
                .contains("constructors");
    }

    @ParameterizedTest(name = "class file version {0}")
    @ValueSource(ints = {Opcodes.V1_2, Opcodes.V1_5, Opcodes.V1_6, Opcodes.V1_8})
    void takesClassesOfAnyAgeAndLeavesTheirVersion(int version) throws Throwable {
        Target target = old();
        byte[] woven = home.weave(target, oldClass(version, version > Opcodes.V1_6), target.points()::indexOf);

        assertThat(new ClassReader(woven).readShort(6)).isEqualTo((short) version);
        assertThat(Woven.of(woven).call("clamp", -4)).isEqualTo(0);
        assertThat(recorder.events()).containsExactly("READING", "READ");
        assertThat(home.states().values()).containsOnly("live");
    }

    private static Target old() {
        return target(
                OLD,
                Point.in(OLD).method("clamp", "(I)I").entry("READING", self()).exit("READ", self()));
    }

    private static Target target(String type, Point.In... points) {
        List<Point> all = java.util.Arrays.stream(points)
                .flatMap(in -> in.points().stream())
                .toList();
        return new Target(0, "Server", type, all, false);
    }

    /** {@code int clamp(int n) { return n < 0 ? 0 : n; }}, with or without the frame of its branch. */
    private static byte[] oldClass(int version, boolean frames) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(version, Opcodes.ACC_PUBLIC, OLD.replace('.', '/'), null, "java/lang/Object", null);
        MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        MethodVisitor clamp = writer.visitMethod(Opcodes.ACC_PUBLIC, "clamp", "(I)I", null, null);
        Label negative = new Label();
        clamp.visitCode();
        clamp.visitVarInsn(Opcodes.ILOAD, 1);
        clamp.visitJumpInsn(Opcodes.IFLT, negative);
        clamp.visitVarInsn(Opcodes.ILOAD, 1);
        clamp.visitInsn(Opcodes.IRETURN);
        clamp.visitLabel(negative);
        if (frames) {
            clamp.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        }
        clamp.visitInsn(Opcodes.ICONST_0);
        clamp.visitInsn(Opcodes.IRETURN);
        clamp.visitMaxs(0, 0);
        writer.visitEnd();
        return writer.toByteArray();
    }
}
