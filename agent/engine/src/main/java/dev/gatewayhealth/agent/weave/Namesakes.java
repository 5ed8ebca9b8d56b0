package dev.gatewayhealth.agent.weave;

/**
 * Classes whose names another server uses, too, with a meaning of its own: GlassFish has a {@code CoyoteAdapter} that never saw Coyote.
 *
 * @param beginning what the internal names of such classes begin with
 * @param proof the beginning of internal names that every such class of the server itself mentions, and no other's does
 */
public record Namesakes(String beginning, String proof) {

    /** Whether a class of that name, with slashes or dots, may be another server's. */
    boolean concerns(String className) {
        return className.replace('.', '/').startsWith(beginning);
    }

    /** Whether the bytes of a class mention the proof. */
    boolean proven(byte[] bytes) {
        for (int at = bytes.length - proof.length(); at >= 0; at--) {
            if (standsAt(bytes, at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a class is such a proof itself, as some are that have been loaded wherever the server has. */
    boolean proves(Class<?> loaded) {
        return loaded.getName().replace('.', '/').startsWith(proof);
    }

    private boolean standsAt(byte[] bytes, int at) {
        for (int i = proof.length() - 1; i >= 0; i--) {
            if (bytes[at + i] != proof.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
