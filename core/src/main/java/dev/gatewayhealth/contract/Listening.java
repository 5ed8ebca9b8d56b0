package dev.gatewayhealth.contract;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One place where this service takes connections.
 *
 * @param address the bound address as text; {@code 0.0.0.0}, {@code ::} (which Java writes in full), {@code *} or the empty text for all
 *     of them
 * @param port 0 for a unix socket
 * @param unixPath the socket's path, null for TCP
 */
public record Listening(String address, int port, @Nullable String unixPath) {

    /**
     * {@return all addresses of this machine, on one port}
     *
     * @param port the port, above 0
     */
    public static Listening port(int port) {
        return new Listening("*", port, null);
    }

    /**
     * {@return a unix socket}
     *
     * @param path the socket's file
     */
    public static Listening unix(String path) {
        return new Listening("", 0, path);
    }

    /** {@return whether it takes connections on all addresses of this machine; never so for a unix socket} */
    public boolean everywhere() {
        return unixPath == null
                && (address.isEmpty()
                        || address.equals("*")
                        || address.equals("0.0.0.0")
                        || address.equals("::")
                        || address.equals("0:0:0:0:0:0:0:0"));
    }

    /** As the JVM would; but what it makes for the first record it compares are twenty classes, in the start of every service. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Listening its
                && address.equals(its.address)
                && port == its.port
                && Objects.equals(unixPath, its.unixPath);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * address.hashCode() + port) + Objects.hashCode(unixPath);
    }
}
