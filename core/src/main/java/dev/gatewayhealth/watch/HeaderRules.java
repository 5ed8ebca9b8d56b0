package dev.gatewayhealth.watch;

import dev.gatewayhealth.exchange.HeadFlaw;
import dev.gatewayhealth.exchange.SentHead;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.nginx.Version;
import org.jspecify.annotations.Nullable;

/**
 * What nginx makes of a response header that has something wrong with it. From 1.23.0 on it refuses lengths that contradict each other;
 * before, it took the last of them. From 1.29.0 on it knows a status of 103.
 *
 * @param strict whether it is known to be as new as 1.23.0
 * @param takesHints whether it is known to be as new as 1.29.0
 */
record HeaderRules(boolean strict, boolean takesHints) {

    private static final Version CHECKS_LENGTHS = Version.of("1.23.0");
    private static final Version TAKES_HINTS = Version.of("1.29.0");

    private static final String INVALID = "upstream sent invalid header";
    private static final String TWICE = "upstream sent duplicate header line";
    private static final String BOTH =
            "upstream sent \"Content-Length\" and \"Transfer-Encoding\" headers at the same time";

    static HeaderRules of(@Nullable String nginxVersion) {
        Version version = Version.of(nginxVersion);
        return new HeaderRules(!version.before(CHECKS_LENGTHS), !version.before(TAKES_HINTS));
    }

    /** Whether any of these is wrong for it. */
    boolean minds(int flaws) {
        return (takesHints ? flaws & ~HeadFlaw.EARLY_HINTS : flaws) != 0;
    }

    Noticed rejected(SentHead head, String location, int times) {
        Judged judged = judge(head.flaws());
        return Noticed.of(Code.RESPONSE_INVALID, location)
                .severity(judged.fails ? Severity.WARNING : Severity.NOTICE)
                .occurrences(times)
                .message(head.method() + " " + head.path() + " was answered with " + judged.what + " (" + head.flawed()
                        + "): " + judged.then)
                .gateway(judged.status, judged.errorLog)
                .evidence("location", location)
                .evidence("flaw", judged.what)
                .evidence("field", head.flawed())
                .remedy(Remedy.service(judged.remedy))
                .build();
    }

    private Judged judge(int flaws) {
        if (has(flaws, HeadFlaw.STATUS_LINE)) {
            return new Judged(
                    "a status line that nginx cannot read",
                    "its client gets the raw bytes, without any status",
                    true,
                    9,
                    "upstream sent no valid HTTP/1.0 header",
                    "answer with a status from 100 to 999");
        }
        if (has(flaws, HeadFlaw.NAME)) {
            return invalid("a field whose name is empty, or has a space or a control character in it");
        }
        if (has(flaws, HeadFlaw.VALUE)) {
            return invalid("a field whose value has a NUL or a carriage return in it");
        }
        if (has(flaws, HeadFlaw.INTERIM | HeadFlaw.EARLY_HINTS)) {
            return interim(has(flaws, HeadFlaw.INTERIM) ? 100 : 103);
        }
        if (has(flaws, HeadFlaw.LENGTH_AND_CODING)) {
            return lengths("both Content-Length and Transfer-Encoding", BOTH, "upstream sent invalid chunked response");
        }
        if (has(flaws, HeadFlaw.LENGTHS_DIFFER)) {
            String cut = "upstream prematurely closed connection while reading upstream";
            return lengths("two Content-Length that differ", TWICE, cut);
        }
        if (has(flaws, HeadFlaw.LENGTH_TWICE)) {
            return later("Content-Length twice", TWICE);
        }
        if (has(flaws, HeadFlaw.CODING_TWICE)) {
            return later("Transfer-Encoding twice", TWICE);
        }
        return has(flaws, HeadFlaw.LENGTH_NO_NUMBER)
                ? later("a Content-Length that is no number", "upstream sent invalid \"Content-Length\" header")
                : later("a Transfer-Encoding other than chunked", "upstream sent unknown \"Transfer-Encoding\"");
    }

    private static boolean has(int flaws, int flaw) {
        return (flaws & flaw) != 0;
    }

    private static Judged invalid(String what) {
        return new Judged(
                what,
                "its client gets a 502",
                true,
                502,
                INVALID,
                "check what is put into header fields, above all what comes from outside");
    }

    private static Judged interim(int status) {
        return new Judged(
                "an interim status",
                "nginx takes it for the answer and waits for a body until proxy_read_timeout, and its client gets no answer",
                true,
                status,
                "upstream timed out (110: Connection timed out) while reading upstream",
                "answer with a status from 200 on; send no early hints (103) to an nginx before 1.29");
    }

    /** Wrong in every version, in different ways. */
    private Judged lengths(String what, String errorLog, String before) {
        return strict
                ? new Judged(what, "its client gets a 502", true, 502, errorLog, leaveFraming())
                : new Judged(
                        what,
                        "its client gets a body that is cut off; from nginx 1.23 on, a 502",
                        true,
                        200,
                        before,
                        leaveFraming());
    }

    /** Nothing came of it before. */
    private Judged later(String what, String errorLog) {
        return new Judged(
                what,
                strict ? "its client gets a 502" : "from nginx 1.23 on its client gets a 502",
                strict,
                502,
                errorLog,
                leaveFraming());
    }

    private static String leaveFraming() {
        return "set neither Content-Length nor Transfer-Encoding by hand: the server does";
    }

    /** @param fails whether something does come of it, as far as the version of nginx is known */
    private record Judged(String what, String then, boolean fails, int status, String errorLog, String remedy) {}
}
