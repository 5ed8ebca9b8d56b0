package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Match;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Requests walked through configurations written down in a test. */
final class Walks {

    private Walks() {}

    static HttpConf conf(String http) {
        return conf(http, "1.22.1");
    }

    static HttpConf conf(String http, String version) {
        NginxConf tree = NginxConf.parse("events { }\nhttp {\n" + http + "\n}\n");
        if (tree.refusal() != null) {
            throw new AssertionError(tree.refusal().toString());
        }
        return HttpConf.of(tree.directives(), Version.of(version));
    }

    static ClientRequest get(String host, String uri) {
        return request("GET", host, uri);
    }

    static ClientRequest request(String method, String host, String uri) {
        return new ClientRequest(method, host, "127.0.0.1", 80, null, false, uri, Map.of(), 200, Set.of());
    }

    static Trail walk(HttpConf conf, ClientRequest request) {
        return new Walk(conf, request).run();
    }

    /** Where a request to {@code a.example} on port 80 is proxied, or the status nginx answers itself. */
    static String destination(String http, String uri) {
        return destination(conf(http), get("a.example", uri));
    }

    static String destination(HttpConf conf, ClientRequest request) {
        Trail trail = walk(conf, request);
        Proxied proxied = trail.proxied();
        return trail.outcome() == Trail.Outcome.PROXY
                        && proxied != null
                        && !proxied.servers().isEmpty()
                ? proxied.servers().get(0).address() + " " + proxied.sentUri()
                : trail.outcome() == Trail.Outcome.UNKNOWN ? "unknown" : Integer.toString(trail.status());
    }

    static Inversion inversion(HttpConf conf, List<Exit> exits) {
        return new Inversion(
                conf, exits, Match.of(exits.stream().map(Exit::location).toList()));
    }

    static OwnAddresses here(int... ports) {
        List<Listening> listening =
                Arrays.stream(ports).mapToObj(Listening::port).toList();
        return OwnAddresses.named(listening, List.of("127.0.0.1", "localhost"));
    }
}
