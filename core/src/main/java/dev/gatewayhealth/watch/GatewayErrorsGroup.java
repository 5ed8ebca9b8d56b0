package dev.gatewayhealth.watch;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Received;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.nginx.ErrorLogCause;
import dev.gatewayhealth.nginx.ErrorLogLine;
import org.jspecify.annotations.Nullable;

/** The lines of one cause: how many there were, and the last one of them. */
final class GatewayErrorsGroup {

    private static final int LONGEST = 512;

    private final ErrorLogCause cause;
    private long count;
    private @Nullable ErrorLogLine last;

    GatewayErrorsGroup(ErrorLogCause cause) {
        this.cause = cause;
    }

    void add(ErrorLogLine line) {
        count++;
        last = line;
    }

    Noticed noticed(SeenInside seen, GatewayContract contract, long skippedBytes) {
        ErrorLogLine line = last;
        boolean ejected = cause == ErrorLogCause.TEMPORARILY_DISABLED;
        Noticed.Builder notice = Noticed.of(ejected ? Code.UPSTREAM_EJECTED : Code.GATEWAY_ERRORS, cause.word())
                .occurrences(count)
                .message(ejected ? ejected(line) : message(line, contract.handedOn()))
                .evidence("cause", cause.word())
                .evidence("count", count)
                .evidence("phase", cause.phase().word());
        cause.status().ifPresent(status -> notice.gateway(status, phrase()));
        if (line != null) {
            notice.evidence("logged", line.time())
                    .evidence("client", line.client())
                    .evidence("request", bounded(line.asked()))
                    .evidence("location", location(line, contract));
        }
        notice.evidence("seenAt", seen.at().toString())
                .evidence("statusThen", seen.status().name())
                .evidence("near", seen.near())
                .evidence("nearLocations", seen.nearLocations())
                .evidence("resources", seen.resources())
                .evidence("skippedBytes", skippedBytes > 0 ? skippedBytes : null);
        GatewayErrorsRemedies.of(cause).forEach(notice::remedy);
        return notice.build();
    }

    private String message(@Nullable ErrorLogLine line, boolean handedOn) {
        String asked = line == null ? null : bounded(line.asked());
        String request = asked == null ? "a request" : asked;
        String got = cause.status().isPresent()
                ? handedOn
                        ? "; its client's connection was closed"
                        : "; its client got " + words(cause.status().getAsInt())
                : "";
        String times = count > 1 ? ", the last of " + count : "";
        return "nginx's error log says of " + request + times + ": "
                + (cause == ErrorLogCause.UNKNOWN ? "something that is not known here" : phrase()) + got;
    }

    private static String ejected(@Nullable ErrorLogLine line) {
        String asked = line == null ? null : bounded(line.asked());
        return "nginx has taken this server out of its upstream for fail_timeout, its error log says, after "
                + (asked == null ? "a request" : asked) + " failed; the other servers get its requests";
    }

    private static String words(int status) {
        return status == 200 ? "a 200 that may be cut off" : "a " + status;
    }

    /** How the line reads where nothing in it depends on the case. */
    private String phrase() {
        return switch (cause.phase()) {
            case CONNECTING -> cause.phrase() + " while connecting to upstream";
            case RECEIVING -> cause.phrase() + " while sending request to upstream";
            case BEFORE_HEADER -> cause.phrase() + " while reading response header from upstream";
            case STREAMING -> cause.phrase() + " while reading upstream";
            case UPGRADED -> cause.phrase() + " while proxying upgraded connection";
            case UNKNOWN -> cause.phrase();
        };
    }

    /** Where only one location fits the request as it was sent on; the Host it was sent on with is not logged. */
    private static @Nullable String location(ErrorLogLine line, GatewayContract contract) {
        String path = line.path();
        if (path == null) {
            return null;
        }
        return contract.match(new Received(line.host(), path, "HTTP/1.1", line.method()))
                .location();
    }

    private static @Nullable String bounded(@Nullable String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
