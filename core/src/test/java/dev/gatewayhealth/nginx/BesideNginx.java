package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Overrides;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the real nginx and this reader the same of one configuration, and tells where they differ: the way, what leaves, and the values in force. */
final class BesideNginx implements AutoCloseable {

    /** Without having asked an upstream: it lets nobody in, or has no server that it could ask. */
    private static final List<String> STOPPED = List.of("403", "502");

    private final Path directory;
    private final InsideView inside;
    private final Echo one = new Echo();
    private final Echo two = new Echo();
    private int asked;
    private int unknown;

    BesideNginx(Path directory, InsideView inside) {
        this.directory = directory;
        this.inside = inside;
    }

    int asked() {
        return asked;
    }

    /** How many requests this reader claims nothing of. */
    int unknown() {
        return unknown;
    }

    /** What nginx says against the configuration; empty where it would load it. */
    String refusal(GatewayCase each, int... ports) {
        write(each, ports);
        return RealNginx.refusal(directory);
    }

    /** Whether this reader refuses what was written last. */
    boolean refusedHere() {
        NginxConf tree = NginxConf.read(directory.resolve("nginx.conf"), null);
        return tree.refusal() != null
                || !HttpConf.of(tree.directives(), Version.of("1.22.1"))
                        .refusals()
                        .all()
                        .isEmpty();
    }

    private void write(GatewayCase each, int... ports) {
        each.write(
                directory,
                Map.of(
                        "PORT1", ports[0] + "",
                        "PORT2", ports[1] + "",
                        "APP1", one.port() + "",
                        "APP2", two.port() + "",
                        "DIR", directory.toString()));
    }

    /** The requests of a configuration, each with both answers where they differ; null where nginx refuses it. */
    @Nullable
    List<String> differences(GatewayCase each, int... ports) {
        write(each, ports);
        NginxConf tree = NginxConf.read(directory.resolve("nginx.conf"), null);
        HttpConf conf = HttpConf.of(tree.directives(), Version.of("1.22.1"));
        List<String> wrong = new ArrayList<>();
        if (tree.refusal() != null || !conf.refusals().all().isEmpty()) {
            wrong.add("refused here: " + tree.refusal() + " " + conf.refusals().all());
        }
        GatewayContract contract = ContractReader.contract(
                "nginx.conf",
                tree,
                "1.22.1",
                List.of(Listening.port(one.port()), Listening.port(two.port())),
                Overrides.none());
        try (RealNginx nginx = RealNginx.start(directory, ports[0])) {
            if (nginx.refused()) {
                return null;
            }
            for (GatewayCase.Ask ask : each.asks()) {
                ask(nginx, each, ask, ports[ask.listen() - 1], conf, contract, wrong);
            }
        }
        wrong.addAll(inside.wrong());
        inside.wrong().clear();
        return wrong;
    }

    private void ask(
            RealNginx nginx,
            GatewayCase each,
            GatewayCase.Ask ask,
            int port,
            HttpConf conf,
            GatewayContract contract,
            List<String> wrong) {
        one.answers(ask.answer());
        two.answers(ask.answer());
        long mark = nginx.mark();
        String answer = answer(port, ask);
        List<Echo.Request> sent = new ArrayList<>(one.take());
        sent.addAll(two.take());
        sent.sort(Comparator.comparingLong(Echo.Request::nanos));
        Echo.Request last = sent.isEmpty() ? null : sent.get(sent.size() - 1);
        Walk walk = new Walk(conf, ask.toPort(port));
        Trail trail = walk.run();
        asked++;
        boolean claimsNothing = trail.outcome() == Trail.Outcome.UNKNOWN;
        if (claimsNothing || ask.compare().equals("unknown")) {
            unknown++;
            // What nginx's own machine is called stands in no configuration.
            boolean mayBe = claimsNothing && each.text().contains("server_name $hostname");
            if (claimsNothing != ask.compare().equals("unknown") && !mayBe) {
                wrong.add(ask.line() + "\n   here:  unknown " + trail.notes());
            }
            return;
        }
        String said = nginx.since(mark);
        boolean stopped = last == null && trail.outcome() == Trail.Outcome.PROXY && STOPPED.contains(status(answer));
        String left = last == null ? status(answer) : leaves(last) + values(said, last, trail);
        String nginxSays = shown(ask, way(conf, RealNginx.locations(said)), stopped ? "" : left);
        String weSay =
                shown(ask, way(conf, way(trail)), stopped ? "" : leaves(trail, last) + values(said, walk, trail, last));
        if (!nginxSays.equals(weSay)) {
            wrong.add(ask.line() + "\n   nginx: " + nginxSays + "\n   here:  " + weSay);
        }
        // $http_host of an absolute URI may name another host than the URI does, by which nginx goes; no client does
        // that by accident.
        if (last != null && ask.uri().startsWith("/")) {
            inside.look(
                    contract,
                    InsideView.received(last.header("host"), last.uri(), last.protocol(), last.method()),
                    at(trail),
                    ask.line());
        }
    }

    @Override
    public void close() {
        one.close();
        two.close();
    }

    private static String answer(int port, GatewayCase.Ask ask) {
        try {
            return RealNginx.ask(port, ask.onTheWire());
        } catch (UncheckedIOException e) {
            return "nobody listens there: " + e.getMessage();
        }
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

    /** Those that are {@code internal} nginx does not log where it refuses them. */
    private static String way(HttpConf conf, List<String> locations) {
        Set<String> internal = new HashSet<>();
        for (Server server : conf.servers()) {
            server.locations().each(location -> {
                if (location.scope().nearest("internal") != null) {
                    internal.add(name(location));
                }
            });
        }
        return String.join(
                " ",
                locations.stream()
                        .filter(l -> !l.isEmpty() && !internal.contains(l))
                        .toList());
    }

    private static List<String> way(Trail trail) {
        return trail.path().stream().map(BesideNginx::name).toList();
    }

    private static String name(Loc location) {
        return (location.modifier() == Loc.Modifier.EXACT ? "=" : "") + location.pattern();
    }

    private static String leaves(Echo.Request sent) {
        return sent.port() + " " + sent.header("host") + " " + sent.uri() + " " + sent.protocol() + " "
                + connection(sent.header("connection"));
    }

    private static String leaves(Trail trail, Echo.@Nullable Request sent) {
        Proxied proxied = trail.proxied();
        if (proxied == null) {
            return trail.status() + "";
        }
        String host = proxied.sentHost();
        if (proxied.servers().isEmpty()) {
            return "unknown " + trail.notes();
        }
        boolean among = sent != null
                && proxied.servers().stream()
                        .anyMatch(s -> !s.down() && s.address().port() == sent.port());
        int port = among ? sent.port() : proxied.servers().get(0).address().port();
        return port + " " + (Objects.equals(host, "") ? null : host) + " " + proxied.sentUri() + " HTTP/"
                + new Values(proxied.scope(), Version.of("1.22.1")).httpVersion() + " "
                + connection(proxied.connection());
    }

    /** The limits as nginx's log shows them, and the headers of {@code proxy_set_header} that arrived. */
    private static String values(String said, Echo.Request sent, Trail trail) {
        StringBuilder values = new StringBuilder(RealNginx.limits(said));
        if (trail.proxied() != null) {
            for (Directive header : headers(trail.proxied())) {
                String value = sent.header(header.arg(0));
                values.append(' ').append(header.arg(0)).append('=').append(value == null ? "" : value);
            }
        }
        return values.toString();
    }

    private static String values(String said, Walk walk, Trail trail, Echo.@Nullable Request sent) {
        Proxied proxied = trail.proxied();
        if (proxied == null || sent == null) {
            return "";
        }
        Values in = new Values(proxied.scope(), Version.of("1.22.1"));
        Scope searched = Objects.requireNonNullElse(trail.firstLevel(), in.scope());
        StringBuilder values = new StringBuilder(RealNginx.limits(
                // Who enters a named location from the server's level has searched none.
                said.contains("http cl:")
                        ? new Values(searched, in.version()).clientMaxBodySize().value()
                        : null,
                in.time("proxy_connect_timeout").value(),
                in.time("proxy_read_timeout").value(),
                in.proxyBufferSize().value()));
        for (Directive header : headers(proxied)) {
            String value = Template.of(header.arg(1)).value(walk);
            String arrived = sent.header(header.arg(0));
            values.append(' ')
                    .append(header.arg(0))
                    .append('=')
                    .append(Objects.requireNonNullElse(value == null ? arrived : value, ""));
        }
        return values.toString();
    }

    /** The first of each name: an upstream that is asked for one header sees no other. */
    private static List<Directive> headers(Proxied proxied) {
        Map<String, Directive> headers = new LinkedHashMap<>();
        proxied.scope().nearestAll("proxy_set_header").forEach(d -> headers.putIfAbsent(ByteText.lower(d.arg(0)), d));
        return List.copyOf(headers.values());
    }

    private static String connection(@Nullable String header) {
        return header == null || header.isEmpty() ? "" : header;
    }

    private static String status(String answer) {
        return answer.startsWith("HTTP/1.")
                ? answer.substring(9, 12)
                : answer.startsWith("nobody listens") ? "0" : "444";
    }
}
