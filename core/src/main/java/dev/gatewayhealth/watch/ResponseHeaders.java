package dev.gatewayhealth.watch;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Limits;
import dev.gatewayhealth.contract.Match;
import dev.gatewayhealth.contract.Received;
import dev.gatewayhealth.exchange.ResponseHeads;
import dev.gatewayhealth.exchange.SentHead;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges the response headers that were noted since the last look: whether they fit into nginx's buffer, and whether nginx accepts them.
 * On the watchdog's thread.
 */
final class ResponseHeaders {

    private static final String TOO_BIG = "upstream sent too big header while reading response header from upstream";

    private final ResponseHeads heads;
    private final double warnAt;
    private final HeaderRules rules;
    private @Nullable GatewayContract measuredBy;

    ResponseHeaders(ResponseHeads heads, WatchSettings settings) {
        this.heads = heads;
        this.warnAt = settings.warnAt();
        this.rules = HeaderRules.of(settings.nginxVersion());
    }

    /** What happened since the last look, one statement for each location and kind. */
    List<Noticed> look(GatewayContract contract) {
        if (contract != measuredBy) {
            Long smallest = contract.strictest().proxyBufferSize().value();
            heads.largeFrom(
                    smallest == null
                            ? Integer.MAX_VALUE
                            : (int) Math.min(Math.ceil(warnAt * smallest), Integer.MAX_VALUE));
            measuredBy = contract;
        }
        SentHead head = heads.next();
        if (head == null) {
            return List.of();
        }
        List<Seen> large = new ArrayList<>();
        List<Seen> rejected = new ArrayList<>();
        for (; head != null; head = heads.next()) {
            Match match = contract.match(received(head));
            Long buffer = match.limits().proxyBufferSize().value();
            if (rules.minds(head.flaws())) {
                add(rejected, head, match);
            } else if (buffer != null && head.bytes() >= warnAt * buffer) {
                add(large, head, match);
            }
        }
        List<Noticed> happened = new ArrayList<>();
        for (Seen seen : large) {
            happened.add(tooLarge(seen));
        }
        for (Seen seen : rejected) {
            happened.add(rules.rejected(seen.head, seen.location, seen.times));
        }
        return happened;
    }

    private static Received received(SentHead head) {
        String path = head.path();
        String protocol = head.protocol();
        String method = head.method();
        return new Received(
                head.host(),
                path == null ? "/" : path,
                protocol == null ? "HTTP/1.1" : protocol,
                method == null ? "GET" : method);
    }

    /** The largest of a location speaks for all of them. */
    private static void add(List<Seen> all, SentHead head, Match match) {
        String location = match.location() == null ? "" : match.location();
        for (Seen each : all) {
            if (each.location.equals(location) && each.head.flaws() == head.flaws()) {
                each.times++;
                if (head.bytes() > each.head.bytes()) {
                    each.head = head;
                    each.match = match;
                }
                return;
            }
        }
        all.add(new Seen(location, head, match));
    }

    private Noticed tooLarge(Seen seen) {
        SentHead head = seen.head;
        Limits limits = seen.match.limits();
        long limit = known(limits.proxyBufferSize().value());
        long lenient = known(seen.match.lenient().proxyBufferSize().value());
        boolean over = head.bytes() > limit;
        long size = room(Math.max(head.bytes(), limit));
        return Noticed.of(Code.RESPONSE_HEADER_LARGE, seen.location)
                .severity(head.bytes() >= warnAt * lenient ? Severity.WARNING : Severity.NOTICE)
                .occurrences(seen.times)
                .message(head.method() + " " + head.path() + " was answered with a header of " + head.bytes()
                        + " bytes, " + (over ? "more than" : "of") + " the " + limit + " that nginx has for it"
                        + " (proxy_buffer_size, " + limits.proxyBufferSize().source() + ")"
                        + (over ? ": its client gets a 502" : "") + "; the largest field is " + head.largest()
                        + " with " + head.largestBytes() + " bytes")
                .gateway(502, TOO_BIG)
                .evidence("location", seen.location)
                .evidence("bytes", head.bytes())
                .evidence("limitBytes", limit)
                .evidence("limitSource", limits.proxyBufferSize().source())
                .evidence("largest", head.largest())
                .evidence("largestBytes", head.largestBytes())
                .evidence("ambiguous", seen.match.ambiguous())
                .remedy(Remedy.nginx("proxy_buffer_size " + size + "k; proxy_buffers 8 " + size + "k;"))
                .remedy(Remedy.service("send fewer or shorter header fields; " + head.largest() + " alone takes "
                        + head.largestBytes() + " bytes"))
                .build();
    }

    private static long known(@Nullable Long bytes) {
        return bytes == null ? Long.MAX_VALUE : bytes;
    }

    /** Kilobytes, a power of two, that hold half as much again. */
    private static long room(long bytes) {
        long kilobytes = 4;
        while (kilobytes * 1024 < bytes + bytes / 2) {
            kilobytes *= 2;
        }
        return kilobytes;
    }

    /** The headers of one location that have the same wrong with them. */
    private static final class Seen {

        private final String location;
        private SentHead head;
        private Match match;
        private int times = 1;

        Seen(String location, SentHead head, Match match) {
            this.location = location;
            this.head = head;
            this.match = match;
        }
    }
}
