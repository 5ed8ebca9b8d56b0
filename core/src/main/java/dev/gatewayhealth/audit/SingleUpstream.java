package dev.gatewayhealth.audit;

import dev.gatewayhealth.contract.Pass;
import dev.gatewayhealth.contract.Peer;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** nginx knows no other server than this one: while it restarts, every request fails. A name may stand for several; then nothing is said. */
final class SingleUpstream {

    private SingleUpstream() {}

    /** Once for each group or address. */
    static void judge(List<Pass> passes, List<Noticed> noticed) {
        Set<String> said = new HashSet<>();
        for (Pass pass : passes) {
            Peer only = only(pass);
            String subject = only == null ? "" : pass.group() == null ? only.address() : pass.group();
            if (only != null && said.add(subject)) {
                noticed.add(noticed(pass, only, subject));
            }
        }
    }

    private static @Nullable Peer only(Pass pass) {
        Peer only = null;
        for (Peer peer : pass.peers()) {
            if (peer.down()) {
                continue;
            }
            boolean alone = only == null && peer.ours() && peer.local();
            if (!alone) {
                return null;
            }
            only = peer;
        }
        return only;
    }

    private static Noticed noticed(Pass pass, Peer only, String subject) {
        String other = "127.0.0.1:" + (only.port() > 0 && only.port() < 65535 ? only.port() + 1 : 8081);
        String change = pass.group() == null
                ? "upstream service-" + Math.max(only.port(), 0) + " { server " + only.address() + "; server " + other
                        + " backup; }"
                : "server " + other + " backup;";
        return Noticed.of(Code.SINGLE_UPSTREAM, subject)
                .message((pass.group() == null
                                ? "proxy_pass at " + pass.at() + " names " + only.address()
                                : "the upstream " + pass.group() + " (" + pass.groupAt() + ") has " + only.address())
                        + " and no other server: while this service restarts, nginx has nobody to ask")
                .gateway(502, "connect() failed (111: Connection refused) while connecting to upstream")
                .evidence("address", only.address())
                .evidence("upstream", pass.group())
                .evidence("at", pass.group() == null ? pass.at() : pass.groupAt())
                .remedy(Remedy.nginx(change))
                .remedy(Remedy.service("run a second instance (" + other + "; Spring Boot: server.port="
                        + other.substring(other.indexOf(':') + 1)
                        + ") and restart one only while the other answers"))
                .build();
    }
}
