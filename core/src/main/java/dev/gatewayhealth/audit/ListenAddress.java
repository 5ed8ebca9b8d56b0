package dev.gatewayhealth.audit;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Pass;
import dev.gatewayhealth.contract.Peer;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import org.jspecify.annotations.Nullable;

/** The service listens on more addresses than nginx uses, or on fewer than the name nginx uses stands for. */
final class ListenAddress {

    private ListenAddress() {}

    static void judge(Judged judged, Surroundings machine) {
        Listening listening = judged.service().listening();
        if (listening.unixPath() != null || judged.passes().isEmpty()) {
            return;
        }
        if (listening.everywhere()) {
            if (onlyFromHere(judged)) {
                judged.notice(open(judged, listening));
            }
        } else if (judged.service().listening().address().equals("127.0.0.1") && machine.localhostHasTwoAddresses()) {
            Pass byName = byName(judged);
            if (byName != null) {
                judged.notice(halfReached(judged, byName, listening));
            }
        }
    }

    private static boolean onlyFromHere(Judged judged) {
        boolean any = false;
        for (Pass pass : judged.passes()) {
            for (Peer peer : pass.peers()) {
                if (peer.leadsTo(judged.service().listening()) && !peer.loopback()) {
                    return false;
                }
                any |= peer.leadsTo(judged.service().listening());
            }
        }
        return any;
    }

    /** The address that nginx uses already; in nginx there is nothing to change. */
    private static String reached(Judged judged) {
        for (Pass pass : judged.passes()) {
            for (Peer peer : pass.peers()) {
                if (peer.leadsTo(judged.service().listening())) {
                    return peer.host();
                }
            }
        }
        return "127.0.0.1";
    }

    private static @Nullable Pass byName(Judged judged) {
        for (Pass pass : judged.passes()) {
            for (Peer peer : pass.peers()) {
                if (peer.leadsTo(judged.service().listening()) && peer.host().equals("localhost")) {
                    return pass;
                }
            }
        }
        return null;
    }

    private static Noticed open(Judged judged, Listening listening) {
        Pass first = judged.passes().get(0);
        return notice(judged, first)
                .message("the service listens on all addresses at port " + listening.port()
                        + ", nginx reaches it on this machine's own only (" + first.at()
                        + "): whoever can reach the port goes past nginx and its limits")
                .remedy(Remedy.service(ServerSide.of(judged.service().server()).address(reached(judged))))
                .build();
    }

    private static Noticed halfReached(Judged judged, Pass pass, Listening listening) {
        return notice(judged, pass)
                .message("nginx proxies to localhost (" + pass.at() + "), which is 127.0.0.1 and ::1 here; the service"
                        + " listens on 127.0.0.1 alone, so every other connection is refused first")
                .gateway(200, "connect() failed (111: Connection refused) while connecting to upstream")
                .remedy(Remedy.nginx("proxy_pass http://127.0.0.1:" + listening.port() + ";"))
                .remedy(Remedy.service(ServerSide.of(judged.service().server()).address("localhost")))
                .build();
    }

    private static Noticed.Builder notice(Judged judged, Pass pass) {
        Listening listening = judged.service().listening();
        return Noticed.of(Code.LISTEN_ADDRESS, judged.subject())
                .evidence("address", listening.address())
                .evidence("port", listening.port())
                .evidence("proxyPass", pass.at());
    }
}
