package dev.gatewayhealth.library;

import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Who has the one monitor of the JVM, as a system property: copies of the library in different web applications share no class,
 * and system properties are theirs in common. The value is a string and nothing else, because servers copy the system properties
 * and trip over one that is not.
 */
final class Claim {

    /** Not beneath {@code gateway.health.}, where it would be taken for a setting. */
    private static final String PROPERTY = "dev.gatewayhealth.monitor";

    private final String owner;

    private Claim(String owner) {
        this.owner = owner;
    }

    /** Takes it; null if somebody else has it. */
    static @Nullable Claim by(String owner) {
        Properties properties = System.getProperties();
        return properties.putIfAbsent(PROPERTY, owner) == null ? new Claim(owner) : null;
    }

    /** Who has it, in words; null if nobody has. */
    static @Nullable String owner() {
        return System.getProperty(PROPERTY);
    }

    void release() {
        System.getProperties().remove(PROPERTY, owner);
    }
}
