package dev.gatewayhealth.agent.weave;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import org.jspecify.annotations.Nullable;

/** A first look at a class, for what has to be known of a method before its first instruction is written. */
final class Survey extends ClassVisitor {

    private final Map<String, Integer> maxLocals = new HashMap<>();

    private final List<Point> points;
    private final boolean framesMayBeMissing;

    private Survey(List<Point> points, boolean framesMayBeMissing) {
        super(ClassWeaver.API);
        this.points = points;
        this.framesMayBeMissing = framesMayBeMissing;
    }

    /**
     * The first free local of each method that is woven, by name and descriptor; what we keep aside stands there.
     *
     * @param framesMayBeMissing whether the class is so old that every method has to be looked at
     * @throws IllegalArgumentException if the class could not be verified at a newer version than its own
     */
    static Map<String, Integer> maxLocals(ClassReader reader, List<Point> points, boolean framesMayBeMissing) {
        Survey survey = new Survey(points, framesMayBeMissing);
        reader.accept(survey, ClassReader.SKIP_DEBUG);
        return survey.maxLocals;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        return framesMayBeMissing || isWoven(name, descriptor) ? new MethodSurvey(name + descriptor) : null;
    }

    private boolean isWoven(String name, String descriptor) {
        for (Point point : points) {
            if (point.method().equals(name) && point.descriptor().equals(descriptor)) {
                return true;
            }
        }
        return false;
    }

    /** Version 50 may come without frames, and then the JVM falls back to a verifier that 51 and later are not given. */
    private final class MethodSurvey extends MethodVisitor {

        private final String method;
        private boolean branches;
        private boolean frames;

        private MethodSurvey(String method) {
            super(ClassWeaver.API);
            this.method = method;
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            branches = true;
        }

        @Override
        public void visitFrame(int type, int numLocal, Object[] local, int numStack, Object[] stack) {
            frames = true;
        }

        @Override
        public void visitMaxs(int maxStack, int locals) {
            if (branches && !frames) {
                throw new IllegalArgumentException(method + " branches and has no frames");
            }
            maxLocals.put(method, locals);
        }
    }
}
