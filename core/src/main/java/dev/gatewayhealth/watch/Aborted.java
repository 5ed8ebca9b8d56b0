package dev.gatewayhealth.watch;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;

/** Says of a response that our own side broke it off. */
final class Aborted {

    private static final String CLOSED = "upstream prematurely closed connection while reading ";

    private Aborted() {}

    /** @param missing bytes of the body that were declared and not sent; -1 where that is not known */
    static Noticed noticed(Broken broken, long missing) {
        boolean headerSent = broken.phase() == Phase.STREAMING;
        return Noticed.of(Code.RESPONSE_ABORTED, broken.limit().location())
                .occurrences(1)
                .message(
                        broken.received().method() + " " + broken.received().path() + what(broken, missing, headerSent))
                .gateway(headerSent ? 200 : 502, CLOSED + (headerSent ? "upstream" : "response header from upstream"))
                .evidence("location", broken.limit().location())
                .evidence("phase", broken.phase().word())
                .evidence("missingBytes", missing < 0 ? null : missing)
                .remedy(Remedy.service(
                        missing > 0
                                ? "set no Content-Length by hand, or send all that it promises"
                                : "find what failed in the service's log at that moment; what can fail is better done"
                                        + " before the first byte is sent"))
                .build();
    }

    private static String what(Broken broken, long missing, boolean headerSent) {
        if (missing > 0) {
            return " ended " + missing + " bytes short of the Content-Length it declared: nginx waits for them until "
                    + "proxy_read_timeout (" + Words.seconds(broken.limit().readNanos())
                    + ") if the connection stays open, and its client gets a body that is cut off";
        }
        return headerSent
                ? " was broken off by the service in the middle of its body: its client gets a status of success and"
                        + " a part"
                : " ended without an answer: the service closed its connection";
    }
}
