package dev.gatewayhealth.nginx;

import java.util.List;

/** One {@code error_page}: the statuses it handles and where they go. */
record ErrorPage(List<String> statuses, String target) {

    static ErrorPage of(Directive directive) {
        List<String> args = directive.args();
        int last = Math.max(0, args.size() - 1);
        return new ErrorPage(args.subList(0, last), directive.arg(last));
    }

    /** The status in force while its target is made: its own, or none with a bare equals sign (nginx: {@code ngx_http_send_error_page}). */
    int answer(int status) {
        String last = statuses.isEmpty() ? "" : statuses.get(statuses.size() - 1);
        return last.startsWith("=") ? (int) NginxSize.number(last.substring(1)).orElse(0) : status;
    }

    boolean handles(int status) {
        String text = Integer.toString(status);
        return statuses.contains(text);
    }
}
