package dev.gatewayhealth.nginx;

/**
 * Where a directory of the gateway's machine can be found on this one.
 *
 * @param theirs as the configuration names it, {@code /etc/nginx}
 * @param ours where it is mounted, {@code /mnt/nginx}
 */
public record MapPrefix(String theirs, String ours) {

    /**
     * Without slashes at the end.
     *
     * @param theirs see {@link #theirs()}
     * @param ours see {@link #ours()}
     */
    public MapPrefix {
        theirs = withoutSlash(theirs);
        ours = withoutSlash(ours);
    }

    /**
     * Reads {@code /etc/nginx=/mnt/nginx}.
     *
     * @param text as it is written in a configuration
     * @return both directories
     * @throws IllegalArgumentException naming the text and what is accepted
     */
    public static MapPrefix parse(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0 || equals == text.length() - 1) {
            throw new IllegalArgumentException("\"" + text + "\" maps nothing: write /etc/nginx=/mnt/nginx");
        }
        return new MapPrefix(text.substring(0, equals), text.substring(equals + 1));
    }

    String mapped(String path) {
        return within(path, theirs) ? ours + path.substring(theirs.length()) : path;
    }

    String unmapped(String path) {
        return within(path, ours) ? theirs + path.substring(ours.length()) : path;
    }

    private static boolean within(String path, String directory) {
        return path.equals(directory) || path.startsWith(directory + "/");
    }

    private static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
