package dev.gatewayhealth.nginx;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** An {@code upstream} block: its servers, the connections to them that it keeps, and whether the workers share what they count ({@code zone}). */
record Upstream(String name, List<Server> servers, @Nullable Pool pool, boolean shared, Place place) {

    private static final long SIXTY_SECONDS = 60_000;
    private static final long ONE_HOUR = 3_600_000;

    /** One server of the group, with its parameters. */
    record Server(
            Address address,
            int weight,
            int maxFails,
            long failTimeoutMillis,
            int maxConnections,
            boolean backup,
            boolean down) {

        static Server plain(Address address) {
            return new Server(address, 1, 1, 10_000, 0, false, false);
        }
    }

    /** The idle connections a worker keeps ({@code keepalive} and its companions). */
    record Pool(
            long connections,
            boolean local,
            long timeoutMillis,
            String timeoutSource,
            long requests,
            long timeMillis) {}

    /** Reads a block; what nginx would refuse goes to the refusals. */
    static Upstream of(Directive block, Version version, Refusals refusals) {
        List<Server> servers = block.inside().stream()
                .filter(d -> d.is("server"))
                .map(d -> server(d, refusals))
                .filter(java.util.Objects::nonNull)
                .toList();
        if (block.inside().stream().noneMatch(d -> d.is("server"))) {
            refusals.addLater(block.place(), "no servers are inside upstream");
        } else if (!servers.isEmpty() && servers.stream().allMatch(Server::backup)) {
            refusals.addLater(block.place(), "no servers in upstream \"" + block.arg(0) + "\"");
        }
        return new Upstream(block.arg(0), servers, pool(block, version), last(block, "zone") != null, block.place());
    }

    private static @Nullable Server server(Directive directive, Refusals refusals) {
        Address address = Address.of(directive.arg(0), 80);
        if (address == null) {
            refusals.add(directive.place(), "invalid address \"" + directive.arg(0) + "\" in upstream");
            return null;
        }
        ServerParameters parameters = new ServerParameters(directive, refusals);
        return parameters.server(address);
    }

    private static @Nullable Pool pool(Directive block, Version version) {
        Directive keepalive = last(block, "keepalive");
        boolean byDefault = keepalive == null;
        // A balancing method that keeps its own peers loses the default pool no more than it loses an explicit one.
        if (byDefault && !version.keepsConnections()) {
            return null;
        }
        long connections =
                keepalive == null ? 32 : NginxSize.number(keepalive.arg(0)).orElse(0);
        if (connections == 0) {
            return null;
        }
        Directive timeout = last(block, "keepalive_timeout");
        Directive requests = last(block, "keepalive_requests");
        Directive time = last(block, "keepalive_time");
        return new Pool(
                connections,
                keepalive == null || keepalive.arg(1).equals("local"),
                timeout == null ? SIXTY_SECONDS : millis(timeout).orElse(SIXTY_SECONDS),
                timeout == null ? "nginx default" : timeout.place().toString(),
                requests == null ? 1000 : NginxSize.number(requests.arg(0)).orElse(1000),
                time == null ? ONE_HOUR : millis(time).orElse(ONE_HOUR));
    }

    private static OptionalLong millis(Directive directive) {
        return NginxTime.millis(directive.arg(0));
    }

    private static @Nullable Directive last(Directive block, String name) {
        return block.inside().stream()
                .filter(d -> d.is(name))
                .reduce((a, b) -> b)
                .orElse(null);
    }

    /** The words behind a server's address. */
    private static final class ServerParameters {

        private int weight = 1;
        private int maxFails = 1;
        private long failTimeout = 10_000;
        private int maxConnections;
        private boolean backup;
        private boolean down;

        ServerParameters(Directive directive, Refusals refusals) {
            for (String word : directive.args().subList(1, directive.args().size())) {
                if (!read(word)) {
                    refusals.add(directive.place(), "invalid parameter \"" + word + "\"");
                }
            }
        }

        Server server(Address address) {
            return new Server(address, weight, maxFails, failTimeout, maxConnections, backup, down);
        }

        private boolean read(String word) {
            int equals = word.indexOf('=');
            String value = word.substring(equals + 1);
            OptionalLong number = NginxSize.number(value);
            int whole = (int) Math.min(number.orElse(-1), Integer.MAX_VALUE);
            switch (equals < 0 ? word : word.substring(0, equals)) {
                case "weight" -> weight = whole;
                case "max_fails" -> maxFails = whole;
                case "max_conns" -> maxConnections = whole;
                case "fail_timeout" -> failTimeout = NginxTime.seconds(value).orElse(-1) * 1000;
                case "backup" -> backup = true;
                case "down" -> down = true;
                case "resolve", "drain", "service", "route", "slow_start", "id" -> {
                    return true;
                }
                default -> {
                    return false;
                }
            }
            return weight > 0 && maxFails >= 0 && maxConnections >= 0 && failTimeout >= 0;
        }
    }
}
