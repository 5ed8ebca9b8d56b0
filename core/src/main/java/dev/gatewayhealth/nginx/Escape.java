package dev.gatewayhealth.nginx;

/** Writes a decoded path the way nginx puts it on an upstream's request line (nginx: {@code ngx_escape_uri}, {@code NGX_ESCAPE_URI}). */
final class Escape {

    private static final String RESERVED = " #%?";
    private static final String HEX = "0123456789ABCDEF";

    private Escape() {}

    static String uri(String path) {
        StringBuilder out = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c <= 0x20 || c >= 0x7f || RESERVED.indexOf(c) >= 0) {
                out.append('%').append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
