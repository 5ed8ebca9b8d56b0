package dev.gatewayhealth.nginx;

import org.jspecify.annotations.Nullable;

/**
 * A version of nginx, which decides its defaults; unknown counts as an old one.
 *
 * @param major 1 for all there are
 * @param minor odd for mainline, even for stable
 * @param patch from 0
 */
public record Version(int major, int minor, int patch) {

    private static final Version OLD = new Version(1, 0, 0);

    /** From here on upstream connections are HTTP/1.1, and explicit upstream blocks keep them open (nginx CHANGES 1.29.7). */
    private static final Version KEEPS_CONNECTIONS = new Version(1, 29, 7);

    /**
     * {@return that version, an old one where the text says none}
     *
     * @param text for example {@code 1.22.1}, also behind {@code nginx/}; null is unknown
     */
    public static Version of(@Nullable String text) {
        if (text == null) {
            return OLD;
        }
        String[] parts = text.replaceFirst("^(nginx/)?", "").split("[^0-9]+", -1);
        return new Version(number(parts, 0), number(parts, 1), number(parts, 2));
    }

    boolean known() {
        return !equals(OLD);
    }

    boolean keepsConnections() {
        return !before(KEEPS_CONNECTIONS);
    }

    /**
     * {@return whether it is older}
     *
     * @param other what it is compared with
     */
    public boolean before(Version other) {
        if (major != other.major) {
            return major < other.major;
        }
        return minor != other.minor ? minor < other.minor : patch < other.patch;
    }

    private static int number(String[] parts, int index) {
        return index < parts.length
                ? (int) Math.min(NginxSize.number(parts[index]).orElse(0), 1_000_000)
                : 0;
    }
}
