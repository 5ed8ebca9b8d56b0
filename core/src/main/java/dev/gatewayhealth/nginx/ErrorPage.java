package dev.gatewayhealth.nginx;

import java.util.List;

/** One {@code error_page}: the statuses it handles and where they go. */
record ErrorPage(List<String> statuses, String target) {

    static ErrorPage of(Directive directive) {
        List<String> args = directive.args();
        int last = Math.max(0, args.size() - 1);
        return new ErrorPage(args.subList(0, last), directive.arg(last));
    }

    boolean handles(int status) {
        String text = Integer.toString(status);
        return statuses.contains(text);
    }
}
