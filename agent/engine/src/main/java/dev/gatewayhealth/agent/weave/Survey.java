package dev.gatewayhealth.agent.weave;

import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;

/** A first look at a class, for what has to be known of a method before its first instruction is written. */
final class Survey extends ClassVisitor {

    private final Map<String, Integer> maxLocals = new HashMap<>();

    private Survey() {
        super(ClassWeaver.API);
    }

    /**
     * The first free local of each method, by name and descriptor; what we keep aside stands there.
     *
     * @throws IllegalArgumentException if the class could not be verified at a newer version than its own
     */
    static Map<String, Integer> maxLocals(ClassReader reader) {
        Survey survey = new Survey();
        reader.accept(survey, ClassReader.SKIP_DEBUG);
        return survey.maxLocals;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        return new MethodSurvey(name + descriptor);
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
