package dev.gatewayhealth.nginx;

import org.jspecify.annotations.Nullable;

/**
 * The URI of a request line, taken apart and normalised (nginx: {@code ngx_http_parse_complex_uri}).
 *
 * @param raw as it came, scheme and host of an absolute URI left out (nginx: {@code unparsed_uri}); it may begin with a question mark
 * @param path percent signs decoded, dot segments resolved, slashes merged
 * @param args behind the question mark, raw
 * @param host of an absolute URI, null otherwise
 */
record RequestUri(
        String raw, String path, String args, @Nullable String host) {

    /** Whether something in its path was encoded (nginx: {@code quoted_uri}). */
    boolean quoted() {
        return pathOf(raw).indexOf('%') >= 0;
    }

    /** The same, or a plus that may stand for a space (nginx: {@code plus_in_uri}). */
    boolean quotedOrPlus() {
        return quoted() || path.indexOf('+') >= 0;
    }

    private static String pathOf(String uri) {
        int end = 0;
        while (end < uri.length() && uri.charAt(end) != '?' && uri.charAt(end) != '#') {
            end++;
        }
        return uri.substring(0, end);
    }

    /** Whether nginx takes it for a method; of others it answers 400. */
    static boolean method(String method) {
        for (int i = 0; i < method.length(); i++) {
            char c = method.charAt(i);
            if ((c < 'A' || c > 'Z') && c != '_' && c != '-') {
                return false;
            }
        }
        return !method.isEmpty();
    }

    /** Null where nginx answers 400. */
    static @Nullable RequestUri of(String raw, boolean mergeSlashes) {
        String uri = raw;
        String unparsed = raw;
        String host = null;
        int scheme = uri.indexOf("://");
        if (!uri.startsWith("/") && scheme > 0) {
            int slash = uri.indexOf('/', scheme + 3);
            int question = uri.indexOf('?', scheme + 3);
            int end = slash < 0 ? (question < 0 ? uri.length() : question) : slash;
            host = uri.substring(scheme + 3, end);
            uri = slash < 0 ? "/" + uri.substring(end) : uri.substring(end);
            // nginx writes no slash of its own into what came.
            unparsed = question == end ? uri.substring(1) : uri;
        }
        if (!uri.startsWith("/")) {
            return null;
        }
        int fragment = uri.indexOf('#');
        String withoutFragment = fragment < 0 ? uri : uri.substring(0, fragment);
        int question = withoutFragment.indexOf('?');
        String rawPath = question < 0 ? withoutFragment : withoutFragment.substring(0, question);
        String path = path(rawPath, mergeSlashes);
        return path == null
                ? null
                : new RequestUri(unparsed, path, question < 0 ? "" : withoutFragment.substring(question + 1), host);
    }

    /** A normalised path, null where nginx refuses it; the same object where nothing is to be done. */
    static @Nullable String path(String raw, boolean mergeSlashes) {
        return plain(raw) ? raw : new Normaliser(raw, mergeSlashes).path();
    }

    /** Percent signs decoded and nothing else, null where they are no such thing. */
    static @Nullable String decoded(String raw) {
        return raw.indexOf('%') < 0 ? raw : new Normaliser(raw, false).decode();
    }

    private static boolean plain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean segment =
                    c == '/' && i + 1 < raw.length() && (raw.charAt(i + 1) == '/' || raw.charAt(i + 1) == '.');
            if (c == '%' || segment || c == 0) {
                return false;
            }
        }
        return true;
    }

    /** Rebuilds a path segment by segment. */
    private static final class Normaliser {

        private final String raw;
        private final boolean mergeSlashes;
        private final StringBuilder out = new StringBuilder();

        Normaliser(String raw, boolean mergeSlashes) {
            this.raw = raw;
            this.mergeSlashes = mergeSlashes;
        }

        @Nullable
        String path() {
            String decoded = decode();
            return decoded == null || !segments(decoded) ? null : out.toString();
        }

        private @Nullable String decode() {
            StringBuilder decoded = new StringBuilder(raw.length());
            for (int i = 0; i < raw.length(); i++) {
                char c = raw.charAt(i);
                if (c == '%') {
                    int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
                    int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
                    if (high < 0 || low < 0) {
                        return null;
                    }
                    c = (char) (high * 16 + low);
                    i += 2;
                }
                if (c == 0) {
                    return null;
                }
                decoded.append(c);
            }
            return decoded.toString();
        }

        private boolean segments(String decoded) {
            int at = 0;
            while (at < decoded.length()) {
                int slash = decoded.indexOf('/', at + 1);
                int end = slash < 0 ? decoded.length() : slash;
                if (!segment(decoded.substring(at + 1, end), slash < 0)) {
                    return false;
                }
                at = end;
            }
            return true;
        }

        /** Appends one segment with the slash before it. */
        private boolean segment(String segment, boolean last) {
            boolean up = segment.equals("..");
            if (up) {
                int parent = out.lastIndexOf("/");
                if (parent < 0) {
                    return false;
                }
                out.setLength(parent);
            }
            boolean nothing = up || segment.equals(".") || (segment.isEmpty() && mergeSlashes);
            if (nothing) {
                if (last) {
                    out.append('/');
                }
            } else {
                out.append('/').append(segment);
            }
            return true;
        }
    }
}
