package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Match;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From what a service received back to the location it came through, for everything nginx sends it. */
class ViewFromInsideTest {

    private static final String[] HEADS = {"/", "/a/", "/b/", "/a/b/", "/c", "/api/", "/app/", "/x/", "/files/"};
    private static final String[] TAILS = {
        "", "x", "a.jsp", "x.php/y", "a%20b", "%2e%2e/x", "//x", "./b/../x", "b/c.gif?q=/a/"
    };

    @TempDir
    Path directory;

    static List<GatewayCase> cases() {
        return GatewayCase.in("gateway").stream()
                .map(GatewayCase::withDifferentTimeouts)
                .toList();
    }

    /** Many more requests than are asked of the real one, sent the way that {@link AgainstNginxTest} shows to be nginx's. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void everyRequestThatIsSentIsFoundAgain(GatewayCase each) {
        each.write(directory, Map.of("PORT1", "81", "PORT2", "82", "APP1", "8081", "APP2", "8082", "DIR", "/dir"));
        NginxConf tree = NginxConf.read(directory.resolve("nginx.conf"), null);
        HttpConf conf = HttpConf.of(tree.directives(), Version.of("1.22.1"));
        OwnAddresses own = Walks.here(8081, 8082);
        GatewayContract contract = Gateway.of(tree, "1.22.1", own).contract("nginx.conf");
        InsideView view = new InsideView();
        for (ClientRequest request : requests(each)) {
            Walk walk = new Walk(conf, request);
            Trail trail = walk.run();
            Proxied proxied = trail.proxied();
            if (trail.outcome() == Trail.Outcome.PROXY && proxied != null && toUs(proxied, own)) {
                String version = new Values(proxied.scope(), conf.version()).httpVersion();
                view.look(
                        contract,
                        InsideView.received(proxied.sentHost(), proxied.sentUri(), "HTTP/" + version, walk.method()),
                        proxied.scope().place().toString(),
                        request.toString());
            }
        }
        assertThat(String.join("\n", view.wrong())).isEmpty();
    }

    /**
     * Records of what a real nginx made of requests and what it sent on; those of {@code -Dtruth.set} in place of the few that are here. Each
     * line of its {@code truth.jsonl} names a folder below {@code cases}, a version, a request and what the upstream got of it.
     */
    @Test
    void everyRequestThatARealNginxSentIsFoundAgain() throws IOException {
        Path set = Path.of(System.getProperty("truth.set", "src/test/resources/truth"));
        InsideView view = new InsideView();
        Recorded.Contracts contracts = new Recorded.Contracts(set.resolve("cases"));
        for (String line : Files.readAllLines(set.resolve("truth.jsonl"), StandardCharsets.UTF_8)) {
            Recorded recorded = Recorded.of(line);
            if (recorded == null) {
                continue;
            }
            Match match = view.look(contracts.of(recorded), recorded.received(), recorded.at(), recorded.name());
            Duration binding = match.limits().proxyReadTimeout().value();
            Duration real = Duration.ofMillis(recorded.readTimeoutMillis());
            boolean right =
                    match.ambiguous() ? binding != null && binding.compareTo(real) <= 0 : Objects.equals(binding, real);
            if (!right) {
                view.wrong(recorded.name(), "waits " + binding + ", nginx " + real);
            }
        }
        System.out.println(view.summary());
        assertThat(String.join("\n", view.wrong())).isEmpty();
        assertThat(view.asked()).isPositive();
    }

    private static boolean toUs(Proxied proxied, OwnAddresses own) {
        return proxied.servers().stream().anyMatch(server -> own.ours(server.address()) == OwnAddresses.Ours.YES);
    }

    private static List<ClientRequest> requests(GatewayCase each) {
        Set<String> uris = new LinkedHashSet<>();
        Set<String> hosts = new LinkedHashSet<>();
        Set<String> methods = new LinkedHashSet<>(List.of("GET", "POST"));
        for (GatewayCase.Ask ask : each.asks()) {
            uris.add(ask.uri());
            uris.add(ask.uri() + "/x");
            hosts.add(ask.host());
            methods.add(ask.method());
        }
        for (String head : HEADS) {
            for (String tail : TAILS) {
                uris.add(head + tail);
            }
        }
        List<ClientRequest> requests = new ArrayList<>();
        for (String host : hosts) {
            for (String method : methods) {
                for (String uri : uris) {
                    GatewayCase.Ask ask = new GatewayCase.Ask(method, host, uri, 1, 200, Map.of(), "all", "");
                    requests.add(ask.toPort(81));
                    requests.add(ask.toPort(82));
                }
            }
        }
        return requests;
    }
}
