package dev.gatewayhealth.watch;

import dev.gatewayhealth.contract.Closed;
import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.exchange.Traffic;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.report.Pollers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Says how the gateway passes requests on where it could do better. Each needs {@link #ENOUGH} requests over {@link #LONG_ENOUGH} without
 * one that shows the contrary; the first that does ends it. On the watchdog's thread.
 */
final class TrafficWatch {

    private static final int ENOUGH = 20;
    private static final long LONG_ENOUGH = TimeUnit.SECONDS.toNanos(2);

    /** How long a single sign is told of. */
    private static final long MINUTE = TimeUnit.SECONDS.toNanos(60);

    private final Traffic traffic;
    private final Pollers pollers;
    private final Row oldVersion = new Row();
    private final Row closing = new Row();
    private final Row unforwarded = new Row();
    private final Row any = new Row();
    private boolean stripped;
    private long strippedAt;
    private boolean expecting;
    private long expectingAt;

    TrafficWatch(Traffic traffic, Pollers pollers) {
        this.traffic = traffic;
        this.pollers = pollers;
    }

    /** Once a second. */
    void look(long now) {
        Traffic.Seen seen = traffic.take();
        if (seen.requests() == 0) {
            return;
        }
        oldVersion.add(seen.oldVersion(), seen.requests(), now);
        closing.add(seen.closing(), seen.requests(), now);
        unforwarded.add(seen.unforwarded(), seen.requests(), now);
        any.add(seen.requests(), seen.requests(), now);
        if (seen.stripped() > 0) {
            stripped = true;
            strippedAt = now;
        }
        if (seen.expecting() > 0) {
            expecting = true;
            expectingAt = now;
        }
    }

    /**
     * @param contract whose locations, if it has any, pass requests on to this service
     */
    List<Noticed> states(long now, GatewayContract contract) {
        List<Noticed> states = new ArrayList<>();
        boolean gatewayKnown = !contract.locations().isEmpty();
        String expectAt = contract.passes().expectAt();
        String exposed = pollers.exposedWithin(MINUTE);
        if (expectAt != null && expecting && now - expectingAt < MINUTE) {
            states.add(continued(expectAt));
        }
        if (oldVersion.enough(now)) {
            states.add(Noticed.of(Code.HTTP_1_0, "")
                    .message("all requests come over HTTP/1.0: no connection is kept, and nothing can be streamed in"
                            + " chunks or upgraded")
                    .evidence("requests", oldVersion.length)
                    .remedy(Remedy.nginx("proxy_http_version 1.1;"))
                    .build());
        }
        if (closing.enough(now)) {
            states.add(Noticed.of(Code.CONNECTIONS_NOT_REUSED, "")
                    .message("every request comes on a connection of its own and asks for it to be closed: each costs a"
                            + " handshake and a port")
                    .evidence("requests", closing.length)
                    .remedy(Remedy.nginx("proxy_set_header Connection \"\";"))
                    .remedy(Remedy.nginx("keepalive 32;"))
                    .build());
        }
        if (unforwarded.enough(now) && (gatewayKnown || oldVersion.enough(now))) {
            states.add(Noticed.of(Code.FORWARDED_HEADERS_MISSING, "")
                    .message("no request says for whom it was sent: the service sees nginx as its client, and http as"
                            + " the scheme of every link it makes")
                    .evidence("requests", unforwarded.length)
                    .remedy(Remedy.nginx("proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;"))
                    .remedy(Remedy.nginx("proxy_set_header X-Forwarded-Proto $scheme;"))
                    .build());
        }
        if (stripped && now - strippedAt < MINUTE && any.enough(now)) {
            states.add(Noticed.of(Code.UPGRADE_STRIPPED, "")
                    .message("a WebSocket was asked for with its key and without Upgrade: what passed it on took that"
                            + " away, so it cannot be opened")
                    .remedy(Remedy.nginx("proxy_http_version 1.1;"))
                    .remedy(Remedy.nginx("proxy_set_header Upgrade $http_upgrade;"))
                    .remedy(Remedy.nginx("proxy_set_header Connection \"upgrade\";"))
                    .build());
        }
        if (any.length >= ENOUGH && any.last - any.since >= MINUTE && !pollers.anybody()) {
            states.add(Noticed.of(Code.UNPOLLED, "")
                    .message(
                            "requests have come for a minute, and nobody has asked the health endpoint whether they may:"
                                    + " whoever sends them goes on when this instance should have none")
                    .evidence("requests", any.length)
                    .remedy(Remedy.service("have HAProxy (option httpchk), Kubernetes (readinessProbe), NGINX Plus"
                            + " (health_check) or the checker in samples/nginx ask the health endpoint"))
                    .build());
        }
        if (exposed != null && !Closed.to(exposed, contract)) {
            states.add(Noticed.of(Code.ENDPOINT_EXPOSED, "")
                    .message(
                            "a poll of the health endpoint came through the gateway, for somebody outside: everybody may"
                                    + " learn the status of this instance and the codes of its findings")
                    .remedy(Remedy.nginx("location = " + exposed + " { allow 127.0.0.1; deny all; }"))
                    .build());
        }
        return states;
    }

    /** Seen on nginx 1.22 and 1.31: the 100 goes to the client as the answer, and the real one behind it as its body. */
    private static Noticed continued(String expectAt) {
        return Noticed.of(Code.RESPONSE_INVALID, "Expect")
                .message("nginx hands the client's \"Expect: 100-continue\" on (" + expectAt
                        + "), and takes the 100 with which the service asks for the body for its answer")
                .gateway(100, null)
                .evidence("flaw", "100 Continue")
                .evidence("field", "Expect")
                .evidence("at", expectAt)
                .remedy(Remedy.nginx("proxy_set_header Expect \"\";"))
                .remedy(Remedy.service("nothing: servers answer Expect as they must"))
                .build();
    }

    /** Requests in a row that all show the same. */
    private static final class Row {

        private int length;
        private long since;
        private long last;

        void add(int showing, int of, long now) {
            if (showing < of) {
                length = 0;
                return;
            }
            if (length == 0) {
                since = now;
            }
            last = now;
            length = Math.min(length + showing, 1_000_000);
        }

        boolean enough(long now) {
            return length >= ENOUGH && now - since >= LONG_ENOUGH;
        }
    }
}
