package dev.gatewayhealth.audit;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Pass;
import dev.gatewayhealth.contract.Peer;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.proc.Listener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of this machine that nginx proxies to and nobody listens on. A server that restarts is no finding: it has to be so at several
 * looks. Where nginx does not listen in our network namespace its 127.0.0.1 is not ours, and nothing is said.
 */
final class NotListening {

    private static final int LOOKS = 3;

    private final Surroundings machine;

    /** Sockets that somebody was seen to listen on although the kernel does not list them for us. */
    private final Set<String> elsewhere = new HashSet<>();

    /** At how many looks in a row nobody listened there. */
    private Map<String, Integer> silent = new HashMap<>();

    private List<Noticed> noticed = List.of();

    NotListening(Surroundings machine) {
        this.machine = machine;
    }

    /** Looks again. Where every address nginx uses here is ours, that costs nothing. */
    List<Noticed> look(GatewayContract contract, List<Listening> ours) {
        Map<String, Pass> suspects = suspects(contract.passes().all());
        if (suspects.isEmpty()) {
            silent.clear();
            noticed = List.of();
            return noticed;
        }
        List<Listener> listeners = machine.listeners();
        if (listeners != null) {
            take(contract, ours, suspects, listeners);
        }
        return noticed;
    }

    private void take(
            GatewayContract contract, List<Listening> ours, Map<String, Pass> suspects, List<Listener> listeners) {
        boolean here = Surroundings.gatewayHere(contract.passes().listens(), listeners, ours);
        Map<String, Integer> now = new HashMap<>();
        List<Noticed> found = new ArrayList<>();
        for (Map.Entry<String, Pass> suspect : suspects.entrySet()) {
            Peer peer = peer(suspect.getValue(), suspect.getKey());
            if (here && peer != null && deserted(peer, listeners)) {
                int looks = silent.getOrDefault(suspect.getKey(), 0) + 1;
                now.put(suspect.getKey(), looks);
                if (looks >= LOOKS) {
                    found.add(noticed(contract, suspect.getValue(), peer, ours));
                }
            }
        }
        silent = now;
        noticed = List.copyOf(found);
    }

    private boolean deserted(Peer peer, List<Listener> listeners) {
        return peer.unixPath() == null
                ? !Surroundings.takes(listeners, peer.host(), peer.port())
                : machine.missing(peer) || refuses(peer);
    }

    /** What is left of a socket whose process has ended: a file that refuses. The kernel lists those that somebody listens on. */
    private boolean refuses(Peer socket) {
        if (elsewhere.contains(socket.address()) || machine.listed(socket)) {
            return false;
        }
        OldSocket told = OldSocket.ask(machine.file(socket));
        if (told == OldSocket.TAKES) {
            elsewhere.add(socket.address());
        }
        return told == OldSocket.REFUSES;
    }

    /**
     * Local addresses that are not ours, each with the first pass that leads there; of those that are, a socket's file, which anybody can
     * take away.
     */
    private static Map<String, Pass> suspects(List<Pass> passes) {
        Map<String, Pass> suspects = new LinkedHashMap<>();
        for (Pass pass : passes) {
            for (Peer peer : pass.peers()) {
                if (peer.local() && !peer.down() && (!peer.ours() || peer.unixPath() != null)) {
                    suspects.putIfAbsent(peer.address(), pass);
                }
            }
        }
        return suspects;
    }

    private static @Nullable Peer peer(Pass pass, String address) {
        for (Peer peer : pass.peers()) {
            if (peer.address().equals(address)) {
                return peer;
            }
        }
        return null;
    }

    private Noticed noticed(GatewayContract contract, Pass pass, Peer peer, List<Listening> ours) {
        boolean unix = peer.unixPath() != null;
        boolean missing = unix && machine.missing(peer);
        String phrase = (unix ? "connect() to " + peer.address() : "connect()")
                + (missing ? " failed (2: No such file or directory)" : " failed (111: Connection refused)")
                + " while connecting to upstream";
        boolean others = pass.ours() && !peer.ours();
        return Noticed.of(Code.NOT_LISTENING, peer.address())
                .severity(concernsUs(contract.passes().all(), pass) ? Severity.WARNING : Severity.NOTICE)
                .message("nginx proxies location " + Judged.name(pass.location()) + " to " + peer.address() + " ("
                        + peer.at() + "), and " + what(peer, missing)
                        + (others ? "; its other servers answer instead" : ": every request of it is a 502"))
                .gateway(others ? 200 : 502, phrase)
                .evidence("address", peer.address())
                .evidence("at", peer.at())
                .evidence("location", pass.location().match())
                .evidence("upstream", pass.group())
                .remedy(Remedy.nginx(nginx(pass, peer, ours)))
                .remedy(Remedy.service(
                        peer.ours()
                                ? "start it again, which makes the file anew, and find who removed it"
                                : "listen on " + peer.address() + " before nginx needs it"
                                        + (unix ? "" : " (Spring Boot: server.port=" + peer.port() + ")")))
                .build();
    }

    private static String what(Peer peer, boolean missing) {
        if (peer.ours()) {
            return missing
                    ? "this service listens there, but the socket's file is gone"
                    : "this service listens there, but the file is another socket's now, which nobody listens on";
        }
        return missing ? "there is no such socket" : "nobody listens there";
    }

    /** The neighbour's port is the neighbour's trouble, unless it shares a group or a site with us, or ought to be ours. */
    private static boolean concernsUs(List<Pass> all, Pass dead) {
        boolean any = false;
        for (Pass pass : all) {
            if (pass.ours()) {
                any = true;
                if (pass.serverAt().equals(dead.serverAt())) {
                    return true;
                }
            }
        }
        return !any || dead.ours();
    }

    private static String nginx(Pass pass, Peer peer, List<Listening> ours) {
        if (pass.group() != null) {
            return pass.ours() || ours.isEmpty()
                    ? "server " + peer.address() + " down;"
                    : "server " + NotProxied.address(ours.get(0)) + ";";
        }
        String place = ours.isEmpty() ? peer.address() : NotProxied.address(ours.get(0));
        return "proxy_pass http://" + place + ";";
    }
}
