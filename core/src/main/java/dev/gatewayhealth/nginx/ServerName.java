package dev.gatewayhealth.nginx;

/**
 * One name of a {@code server_name}.
 *
 * @param text the exact name, what stands behind or before the asterisk (its dot included), or the regular expression
 */
record ServerName(Kind kind, String text, String written) {

    /** The forms a name can have. */
    enum Kind {
        EXACT,
        WILDCARD_FRONT,
        /** {@code .example.com}: the wildcard and the bare domain. */
        WILDCARD_FRONT_AND_BARE,
        WILDCARD_BACK,
        REGEX,
        /** Only nginx's machine knows it: {@code $hostname}. */
        UNKNOWN
    }

    static ServerName of(String written) {
        String lower = ByteText.lower(written);
        if (written.startsWith("~")) {
            return new ServerName(Kind.REGEX, written.substring(1), written);
        }
        if (lower.equals("$hostname")) {
            return new ServerName(Kind.UNKNOWN, lower, written);
        }
        if (lower.startsWith("*.")) {
            return new ServerName(Kind.WILDCARD_FRONT, lower.substring(1), written);
        }
        if (lower.startsWith(".") && lower.length() > 1) {
            return new ServerName(Kind.WILDCARD_FRONT_AND_BARE, lower, written);
        }
        if (lower.endsWith(".*")) {
            return new ServerName(Kind.WILDCARD_BACK, lower.substring(0, lower.length() - 1), written);
        }
        return new ServerName(Kind.EXACT, lower, written);
    }

    /**
     * An asterisk at the front with no dot behind it. Others nginx refuses too, but only on an address with several servers (nginx:
     * {@code ngx_http_core_server_name}).
     */
    boolean misplacedAsterisk() {
        return written.startsWith("*") && (written.length() < 3 || written.charAt(1) != '.');
    }

    /** What {@code $server_name} makes of it. */
    String variable() {
        if (kind == Kind.REGEX) {
            return written;
        }
        String lower = ByteText.lower(written);
        return lower.startsWith(".") ? lower.substring(1) : lower;
    }

    /** nginx compares hosts in lower case, and ignores case only if the expression has a capital letter. */
    boolean ignoresCase() {
        return text.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    }
}
