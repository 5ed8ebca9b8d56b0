package dev.gatewayhealth.agent.weave;

import java.nio.charset.StandardCharsets;

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

    /** Whether the bytes of a class mention the proof. Looked for as the JVM itself looks for text: a loop of ours would run uncompiled. */
    boolean proven(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(proof);
    }

    /** Whether a class is such a proof itself, as some are that have been loaded wherever the server has. */
    boolean proves(Class<?> loaded) {
        return loaded.getName().replace('.', '/').startsWith(proof);
    }
}
