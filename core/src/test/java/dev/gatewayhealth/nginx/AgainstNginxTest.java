package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Overrides;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read from a configuration, against what the real nginx makes of it: locations, and the request that leaves. */
class AgainstNginxTest {

    private static final InsideView INSIDE = new InsideView();

    @TempDir
    Path directory;

    static List<GatewayCase> cases() {
        return GatewayCase.in("gateway").stream()
                .map(GatewayCase::withDifferentTimeouts)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void everyRequestGoesTheWayItGoesInNginx(GatewayCase each) {
        try (Echo one = new Echo();
                Echo two = new Echo()) {
            int[] ports = {RealNginx.freePort(), RealNginx.freePort()};
            each.write(
                    directory,
                    Map.of(
                            "PORT1", ports[0] + "",
                            "PORT2", ports[1] + "",
                            "APP1", one.port() + "",
                            "APP2", two.port() + "",
                            "DIR", directory.toString()));
            assertThat(RealNginx.refusal(directory)).isEmpty();
            NginxConf tree = NginxConf.read(directory.resolve("nginx.conf"), null);
            HttpConf conf = HttpConf.of(tree.directives(), Version.of("1.22.1"));
            assertThat(tree.refusal()).isNull();
            assertThat(conf.refusals().all()).isEmpty();
            GatewayContract contract = ContractReader.contract(
                    "nginx.conf",
                    tree,
                    "1.22.1",
                    List.of(Listening.port(one.port()), Listening.port(two.port())),
                    Overrides.none());
            List<String> wrong = new ArrayList<>();
            try (RealNginx nginx = RealNginx.start(directory, ports[0])) {
                for (GatewayCase.Ask ask : each.asks()) {
                    one.answers(ask.answer());
                    two.answers(ask.answer());
                    int port = ports[ask.listen() - 1];
                    long mark = nginx.mark();
                    String answer = RealNginx.ask(port, ask.onTheWire());
                    List<Echo.Request> sent = new ArrayList<>(one.take());
                    sent.addAll(two.take());
                    Trail trail = Walks.walk(conf, ask.toPort(port));
                    String left = sent.isEmpty() ? status(answer) : leaves(sent.get(sent.size() - 1));
                    String nginxSays = shown(ask, way(nginx.locations(mark)), left);
                    String weSay = shown(ask, way(trail), leaves(trail));
                    boolean unknown = trail.outcome() == Trail.Outcome.UNKNOWN;
                    if (ask.compare().equals("unknown") ? !unknown : !nginxSays.equals(weSay)) {
                        wrong.add(ask.line() + "\n   nginx: " + nginxSays + "\n   here:  " + weSay);
                    }
                    if (!sent.isEmpty() && !unknown) {
                        Echo.Request last = sent.get(sent.size() - 1);
                        INSIDE.look(
                                contract,
                                InsideView.received(last.header("host"), last.uri(), last.protocol(), last.method()),
                                at(trail),
                                ask.line());
                    }
                }
            }
            wrong.addAll(INSIDE.wrong());
            INSIDE.wrong().clear();
            assertThat(String.join("\n", wrong)).isEmpty();
        }
    }

    @AfterAll
    static void howOftenTheLimitsAreCertain() {
        System.out.println(INSIDE.summary());
    }

    private static String at(Trail trail) {
        Proxied proxied = trail.proxied();
        return proxied == null ? "?" : proxied.scope().place().toString();
    }

    private static String shown(GatewayCase.Ask ask, String way, String leaves) {
        return switch (ask.compare()) {
            case "only" -> way;
            case "leaves" -> leaves;
            default -> way + " -> " + leaves;
        };
    }

    private static String way(List<String> locations) {
        return String.join(" ", locations.stream().filter(l -> !l.isEmpty()).toList());
    }

    private static String way(Trail trail) {
        return String.join(
                " ",
                trail.path().stream()
                        .map(l -> (l.modifier() == Loc.Modifier.EXACT ? "=" : "") + l.pattern())
                        .toList());
    }

    private static String leaves(Echo.Request sent) {
        return sent.port() + " " + sent.header("host") + " " + sent.uri() + " " + sent.protocol() + " "
                + connection(sent.header("connection"));
    }

    private static String leaves(Trail trail) {
        Proxied proxied = trail.proxied();
        if (proxied == null) {
            return trail.outcome() == Trail.Outcome.UNKNOWN ? "unknown " + trail.notes() : trail.status() + "";
        }
        String host = proxied.sentHost();
        if (proxied.servers().isEmpty()) {
            return "unknown " + trail.notes();
        }
        return proxied.servers().get(0).address().port() + " " + (Objects.equals(host, "") ? null : host) + " "
                + proxied.sentUri() + " HTTP/" + new Values(proxied.scope(), Version.of("1.22.1")).httpVersion() + " "
                + connection(proxied.connection());
    }

    private static String connection(@Nullable String header) {
        return header == null || header.isEmpty() ? "" : header;
    }

    private static String status(String answer) {
        return answer.startsWith("HTTP/1.") ? answer.substring(9, 12) : "444";
    }
}
