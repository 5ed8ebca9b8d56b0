package dev.gatewayhealth.agent.netty;

/** The path of a request target (RFC 9112 section 3.2), raw. */
final class RequestTarget {

    private RequestTarget() {}

    /** Without the query, and without scheme and host if it has them. */
    static String path(String target) {
        return target.substring(start(target), end(target));
    }

    /** How long that would be. */
    static int pathLength(String target) {
        return Math.max(0, end(target) - start(target));
    }

    private static int start(String target) {
        if (target.isEmpty() || target.charAt(0) == '/') {
            return 0;
        }
        int host = target.indexOf("://");
        int path = host < 0 ? 0 : target.indexOf('/', host + 3);
        return path < 0 ? end(target) : path;
    }

    private static int end(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target.length() : query;
    }
}
