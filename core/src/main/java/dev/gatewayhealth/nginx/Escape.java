package dev.gatewayhealth.nginx;

/** Writes decoded text the way nginx puts it on an upstream's request line (nginx: {@code ngx_escape_uri}). */
final class Escape {

    private static final String PATH = " #%?";
    private static final String ARGS = " #%&+;?";
    private static final String MORE = "\"<>\\^`{|}";

    /** More characters are escaped from there on. */
    private static final Version MORE_SINCE = new Version(1, 21, 1);

    private static final String HEX = "0123456789ABCDEF";

    private Escape() {}

    /** {@code NGX_ESCAPE_URI}. */
    static String uri(String path, Version version) {
        return escaped(path, PATH, more(version));
    }

    /** {@code NGX_ESCAPE_ARGS}. */
    static String args(String text, Version version) {
        return escaped(text, ARGS, more(version));
    }

    private static boolean more(Version version) {
        return !version.known() || !version.before(MORE_SINCE);
    }

    private static String escaped(String text, String reserved, boolean more) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c > 0x20 && c < 0x7f && reserved.indexOf(c) < 0 && (!more || MORE.indexOf(c) < 0);
            if (!plain) {
                out.append('%').append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
