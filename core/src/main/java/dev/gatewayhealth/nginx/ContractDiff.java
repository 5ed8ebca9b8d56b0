package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Limits;
import dev.gatewayhealth.contract.Location;
import dev.gatewayhealth.contract.Problem;
import dev.gatewayhealth.contract.Sourced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became different between two contracts, in words. */
final class ContractDiff {

    private final List<String> lines = new ArrayList<>();

    private ContractDiff() {}

    static List<String> between(GatewayContract before, GatewayContract after) {
        ContractDiff diff = new ContractDiff();
        Map<String, Location> old = byName(before);
        Map<String, Location> now = byName(after);
        now.forEach((name, location) -> {
            Location earlier = old.remove(name);
            if (earlier == null) {
                diff.lines.add(name + " now proxies to this service (" + location.at() + ")");
            } else {
                diff.limits(name, earlier.limits(), location.limits());
            }
        });
        old.keySet().forEach(name -> diff.lines.add(name + " no longer proxies to this service"));
        for (Problem problem : after.problems()) {
            if (!before.problems().contains(problem)) {
                diff.lines.add(problem.toString());
            }
        }
        return List.copyOf(diff.lines);
    }

    private static Map<String, Location> byName(GatewayContract contract) {
        Map<String, Location> byName = new LinkedHashMap<>();
        for (Location location : contract.locations()) {
            String name =
                    "location " + location.match() + (location.server().isEmpty() ? "" : " of " + location.server());
            byName.putIfAbsent(name, location);
        }
        return byName;
    }

    private void limits(String name, Limits before, Limits after) {
        time(name, after.readDirective(), before.proxyReadTimeout(), after.proxyReadTimeout());
        if (after.handedOn()) {
            time(name, "proxy_connect_timeout", before.proxyConnectTimeout(), after.proxyConnectTimeout());
            return;
        }
        time(name, "proxy_send_timeout", before.proxySendTimeout(), after.proxySendTimeout());
        time(name, "proxy_connect_timeout", before.proxyConnectTimeout(), after.proxyConnectTimeout());
        time(name, "keepalive_timeout", before.keepaliveTimeout(), after.keepaliveTimeout());
        size(name, "proxy_buffer_size", before.proxyBufferSize(), after.proxyBufferSize());
        size(name, "client_max_body_size", before.clientMaxBodySize(), after.clientMaxBodySize());
    }

    private void time(String name, String directive, Sourced<Duration> before, Sourced<Duration> after) {
        changed(name, directive, before.map(NginxTime::format), after.map(NginxTime::format));
    }

    private void size(String name, String directive, Sourced<Long> before, Sourced<Long> after) {
        changed(name, directive, before.map(NginxSize::format), after.map(NginxSize::format));
    }

    private void changed(String name, String directive, Sourced<String> before, Sourced<String> after) {
        String was = text(before);
        String is = text(after);
        if (!was.equals(is)) {
            lines.add(name + ": " + directive + " " + was + " -> " + is + " (" + after.source() + ")");
        }
    }

    private static String text(Sourced<String> value) {
        String text = value.value();
        return text == null ? "unknown" : text;
    }
}
