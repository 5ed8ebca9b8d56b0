package dev.gatewayhealth.settings;

import java.nio.file.Path;

/**
 * Where a directory that nginx knows under one name is mounted for the service.
 *
 * @param from as nginx names it, for example {@code /etc/nginx}
 * @param to as this process sees it, for example {@code /mnt/nginx}
 */
public record PrefixMapping(Path from, Path to) {

    /**
     * Both are absolute.
     *
     * @param from see {@link #from()}
     * @param to see {@link #to()}
     * @throws IllegalArgumentException if one is not
     */
    public PrefixMapping {
        if (!from.isAbsolute() || !to.isAbsolute()) {
            throw new IllegalArgumentException(from + "=" + to + " is not absolute");
        }
    }

    /**
     * {@return where this process finds what nginx calls {@code path}} Paths elsewhere stay as they are.
     *
     * @param path as nginx's configuration has it
     */
    public Path apply(Path path) {
        return path.startsWith(from) ? to.resolve(from.relativize(path)) : path;
    }

    static PrefixMapping parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException(text);
        }
        return new PrefixMapping(Path.of(text.substring(0, equals)), Path.of(text.substring(equals + 1)));
    }
}
