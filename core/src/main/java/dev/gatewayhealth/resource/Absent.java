package dev.gatewayhealth.resource;

/**
 * A resource that cannot be read here; unknown is a value, never 0 and never UP.
 *
 * @param reason why, in a few words, for example {@code no cgroup limit}
 */
public record Absent(String reason) implements Reading {}
