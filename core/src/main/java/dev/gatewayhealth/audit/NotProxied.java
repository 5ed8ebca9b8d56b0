package dev.gatewayhealth.audit;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.OtherPass;
import dev.gatewayhealth.contract.Pass;
import dev.gatewayhealth.contract.Peer;
import dev.gatewayhealth.contract.StreamPass;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import java.util.ArrayList;
import java.util.List;

/**
 * The service listens where no location proxies to. Nothing is said of it where a location proxies to what the request names, or to a
 * name that may be this machine's, and while a part of the configuration cannot be read.
 */
final class NotProxied {

    private NotProxied() {}

    static void judge(Judged judged, GatewayContract contract) {
        if (!judged.passes().isEmpty()
                || contract.passes().undecided()
                || !contract.problems().isEmpty()) {
            return;
        }
        Listening listening = judged.service().listening();
        for (OtherPass other : contract.passes().others()) {
            if (other.leadsTo(listening)) {
                return;
            }
        }
        for (StreamPass stream : contract.passes().streams()) {
            if (stream.leadsTo(listening)) {
                return;
            }
        }
        String ours = address(listening);
        List<String> instead = instead(contract);
        judged.notice(Noticed.of(Code.NOT_PROXIED, judged.subject())
                .message("the service listens on " + ours + ", and no location of " + contract.source()
                        + " proxies there"
                        + (instead.isEmpty() ? "" : "; they proxy to " + String.join(", ", instead)))
                .gateway(404, null)
                .evidence("address", ours)
                .evidence("proxied", instead)
                .remedy(Remedy.nginx(
                        "location / { proxy_pass http://" + ours + (ours.startsWith("unix:") ? ":/" : "") + "; }"))
                .remedy(Remedy.service(port(contract, listening)
                        + "name the configuration of the nginx that is in front of this service in nginx.conf"))
                .build());
    }

    /** The address nginx on this machine would use. */
    static String address(Listening listening) {
        if (listening.unixPath() != null) {
            return "unix:" + listening.unixPath();
        }
        String host = listening.everywhere() ? "127.0.0.1" : listening.address();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + listening.port();
    }

    private static List<String> instead(GatewayContract contract) {
        List<String> addresses = new ArrayList<>();
        for (Pass pass : contract.passes().all()) {
            for (Peer peer : pass.peers()) {
                if (!addresses.contains(peer.address()) && addresses.size() < 10) {
                    addresses.add(peer.address());
                }
            }
        }
        return addresses;
    }

    private static String port(GatewayContract contract, Listening listening) {
        for (Pass pass : contract.passes().all()) {
            for (Peer peer : pass.peers()) {
                if (peer.local() && peer.unixPath() == null && peer.port() != listening.port()) {
                    return "listen where nginx proxies to (Spring Boot: server.port=" + peer.port() + "), or ";
                }
            }
        }
        return "";
    }
}
