package dev.gatewayhealth.agent.weave;

/** The version of a class file, and what it takes to carry a dynamic constant. */
final class ClassFile {

    /** Java 6: the first with frames, which the weaver builds on. */
    private static final int OLDEST = 50;

    /** In version 50 a method may still come without them. */
    static final int LAST_WITHOUT_FRAMES = 50;

    /** Java 11: the first whose constants may be dynamic. */
    private static final int DYNAMIC_CONSTANTS = 55;

    private ClassFile() {}

    static int major(byte[] bytes) {
        return ((bytes[6] & 0xff) << 8) | (bytes[7] & 0xff);
    }

    /**
     * The same class, at version 55 if it was older. What changed between 50 and 55 for the verifier (no jsr/ret, no fall-back
     * to the old verifier, final fields written by their class only) touches nothing that javac writes.
     *
     * @throws IllegalArgumentException for a class below 50
     */
    static byte[] raised(byte[] bytes) {
        int major = major(bytes);
        if (major >= DYNAMIC_CONSTANTS) {
            return bytes;
        }
        if (major < OLDEST) {
            throw new IllegalArgumentException("class file version " + major + " is older than " + OLDEST);
        }
        byte[] raised = bytes.clone();
        raised[4] = 0;
        raised[5] = 0;
        raised[6] = 0;
        raised[7] = DYNAMIC_CONSTANTS;
        return raised;
    }
}
