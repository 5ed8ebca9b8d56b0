package dev.gatewayhealth.nginx;

import org.jspecify.annotations.Nullable;

/**
 * One line of nginx's error log, of the kind that {@code ngx_http_log_error_handler} writes. Its texts hold one char per byte.
 *
 * @param time {@code 2026/11/22 09:10:11}, in nginx's own time zone
 * @param level {@code error}, {@code warn}, {@code crit} and so on
 * @param process {@code 12#12}, the worker and its thread
 * @param connection without its asterisk, null for what concerns no connection
 * @param message up to the first field
 * @param client its address; null, as every field behind it, where the line does not have it
 * @param server the server's name
 * @param request the client's request line
 * @param subrequest the path of nginx's own request within it
 * @param upstream the address and path that nginx asked
 * @param host as the client sent it
 * @param referrer as the client sent it
 */
public record ErrorLogLine(
        String time,
        String level,
        String process,
        @Nullable String connection,
        String message,
        @Nullable String client,
        @Nullable String server,
        @Nullable String request,
        @Nullable String subrequest,
        @Nullable String upstream,
        @Nullable String host,
        @Nullable String referrer) {

    /** Longer ones are cut; nginx itself cuts at 2048 bytes ({@code NGX_MAX_ERROR_STR}). */
    static final int LONGEST = 4096;

    /**
     * {@return what the line says; null where nginx did not write it} Takes time in proportion to its length.
     *
     * @param text one line without its end, a char per byte
     */
    public static @Nullable ErrorLogLine of(String text) {
        return ErrorLogReading.line(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    }

    /** {@return what went wrong, as the message begins} */
    public ErrorLogCause cause() {
        return ErrorLogCauses.of(message);
    }

    /** {@return whether it says that something failed. nginx also warns of what is normal, as a response that goes through a file} */
    public boolean failure() {
        return switch (cause()) {
            case CLIENT_LEFT -> false;
            case UNKNOWN ->
                level.equals("error") || level.equals("crit") || level.equals("alert") || level.equals("emerg");
            default -> true;
        };
    }

    /** {@return {@code GET /path} without the query, as the client asked; null where no request is named} */
    public @Nullable String asked() {
        String method = method();
        return request == null || method.isEmpty()
                ? null
                : ByteText.readable(method + " " + withoutQuery(request.substring(method.length() + 1)));
    }

    /** {@return the client's method, of letters as nginx allows it; empty where no request is named} */
    public String method() {
        int end = 0;
        while (request != null && end < request.length() && letter(request.charAt(end))) {
            end++;
        }
        return request == null || end == request.length() || request.charAt(end) != ' '
                ? ""
                : request.substring(0, end);
    }

    private static boolean letter(char c) {
        return (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
    }

    /** {@return the path nginx asked the upstream for, without the query; null where none is known} */
    public @Nullable String path() {
        int scheme = upstream == null ? -1 : upstream.indexOf("://");
        if (upstream == null || scheme < 0) {
            return null;
        }
        String rest = upstream.substring(scheme + 3);
        int slash = rest.startsWith("unix:") ? rest.indexOf(":/", 5) + 1 : rest.indexOf('/');
        return slash <= 0 ? null : ByteText.readable(withoutQuery(rest.substring(slash)));
    }

    /** Up to the query or, where there is none, the protocol behind the URI. */
    private static String withoutQuery(String uri) {
        int end = 0;
        while (end < uri.length() && "? #\"".indexOf(uri.charAt(end)) < 0) {
            end++;
        }
        return uri.substring(0, end);
    }
}
