package dev.gatewayhealth.nginx;

import java.nio.charset.StandardCharsets;

/**
 * The two views of a text: as people read it (UTF-8) and as nginx compares it, one char per byte. Everything inside this package is
 * of the second kind, so that lengths, cases and regular expressions mean what they mean to nginx.
 */
final class ByteText {

    private ByteText() {}

    static String bytes(String text) {
        return ascii(text) ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static String readable(String bytes) {
        return ascii(bytes) ? bytes : new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** ASCII letters only, as nginx's own {@code ngx_tolower}. */
    static String lower(String bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.charAt(i) >= 'A' && bytes.charAt(i) <= 'Z') {
                return lowered(bytes);
            }
        }
        return bytes;
    }

    private static String lowered(String bytes) {
        StringBuilder out = new StringBuilder(bytes);
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                out.setCharAt(i, (char) (c + 32));
            }
        }
        return out.toString();
    }

    private static boolean ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }
}
