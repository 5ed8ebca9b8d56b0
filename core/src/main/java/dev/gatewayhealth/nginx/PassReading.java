package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Location;
import dev.gatewayhealth.contract.Pass;
import dev.gatewayhealth.contract.Passes;
import dev.gatewayhealth.contract.Peer;
import dev.gatewayhealth.contract.Sourced;
import dev.gatewayhealth.contract.StreamPass;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads every {@code proxy_pass} of a configuration for the audit. */
final class PassReading {

    /** nginx: {@code ngx_http_core_module}, {@code client_header_buffer_size} and {@code large_client_header_buffers}. */
    private static final long SMALL_BUFFER = 1024;

    private static final long LARGE_BUFFERS = 4;
    private static final long LARGE_BUFFER = 8192;

    private static final Sourced<Long> HEADER_BYTES_BY_DEFAULT =
            Sourced.byDefault(SMALL_BUFFER + LARGE_BUFFERS * LARGE_BUFFER);
    private static final Sourced<Boolean> NO_REUSE = new Sourced<>(false, "no pool of connections");
    private static final Sourced<Long> NO_REQUESTS = Sourced.unknown("no pool of connections");

    private final HttpConf conf;
    private final OwnAddresses own;

    /** Whether a name on a port of ours is taken to be this service, as {@link ContractReader} takes it. */
    private final boolean believing;

    /** How many processes of nginx serve ({@code worker_processes}), 0 where that depends on its machine. */
    private final int workers;

    private PassReading(HttpConf conf, OwnAddresses own, boolean believing, int workers) {
        this.conf = conf;
        this.own = own;
        this.believing = believing;
        this.workers = workers;
    }

    static Passes of(HttpConf conf, OwnAddresses own, Exits exits, List<Directive> main) {
        PassReading reading = new PassReading(conf, own, exits.ours().isEmpty(), workers(main));
        List<Pass> all = new ArrayList<>();
        for (Exit exit : exits.all()) {
            all.add(reading.pass(exit));
        }
        boolean undecided = !exits.undecidable().isEmpty() || !exits.perhaps().isEmpty();
        List<StreamPass> streams =
                StreamPasses.in(main) ? StreamPasses.of(main, conf.version(), reading::streamPeer) : List.of();
        return new Passes(
                all,
                undecided || anyUnknown(streams),
                OtherPasses.of(conf, reading::peers),
                streams,
                TempPaths.of(exits.ours()),
                user(main),
                reading.listens());
    }

    private static int workers(List<Directive> main) {
        for (Directive directive : main) {
            if (directive.is("worker_processes")) {
                return (int) Math.min(NginxSize.number(directive.arg(0)).orElse(0), Integer.MAX_VALUE);
            }
        }
        return 1;
    }

    /** Whether one leads to where the connection says. */
    private static boolean anyUnknown(List<StreamPass> streams) {
        for (StreamPass stream : streams) {
            if (stream.peers().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private Pass pass(Exit exit) {
        ProxyPass url = exit.pass();
        Upstream upstream = url == null ? null : conf.upstream(url.authority());
        Scope scope = exit.scope();
        Values values = new Values(scope, conf.version());
        Directive written = ProxyPass.of(scope, exit.loc());
        Location location = exit.location();
        String at = written == null ? location.at() : text(written.place());
        Directive host = header(scope, "host");
        return new Pass(
                location,
                at,
                text(exit.server().place()),
                upstream == null ? null : ByteText.readable(upstream.name()),
                upstream == null ? "" : text(upstream.place()),
                peers(url, upstream, written == null ? "" : at),
                sourced(scope.nearest("proxy_http_version"), values.httpVersion()),
                reuse(scope, values, upstream),
                requests(upstream),
                host(host, url),
                host != null,
                values.nextUpstream(),
                url == null ? null : ByteText.readable(written(url)),
                expect(scope, values),
                headerBytes(exit.server().scope()));
    }

    private static String written(ProxyPass url) {
        boolean unix = url.authority().regionMatches(true, 0, "unix:", 0, 5);
        return url.scheme() + "://" + url.authority() + (unix && !url.uri().isEmpty() ? ":" : "") + url.uri();
    }

    private List<Peer> peers(@Nullable ProxyPass url, @Nullable Upstream upstream, String at) {
        List<Peer> peers = new ArrayList<>(1);
        if (upstream != null) {
            for (Upstream.Server server : upstream.servers()) {
                peers.add(peer(server, text(upstream.place()), upstream.shared()));
            }
        } else if (url != null) {
            Address address = url.address();
            if (address != null) {
                peers.add(peer(Upstream.Server.plain(address), at, true));
            }
        }
        return peers;
    }

    /** Of an upstream block, or an address, by its name. */
    private List<Peer> peers(String authority, String at) {
        Upstream upstream = conf.upstream(authority);
        Address address = upstream == null ? Address.of(authority, 80) : null;
        if (address != null) {
            return List.of(peer(Upstream.Server.plain(address), at, true));
        }
        return upstream == null ? List.of() : peers(null, upstream, at);
    }

    private Peer streamPeer(Upstream.Server server, String at) {
        return peer(server, at, false);
    }

    private Peer peer(Upstream.Server server, String at, boolean shared) {
        Address address = server.address();
        return new Peer(
                address.host(),
                address.port(),
                address.unix(),
                at,
                ours(address),
                own.local(address),
                server.backup(),
                server.down(),
                server.maxFails(),
                server.failTimeoutMillis(),
                server.maxConnections(),
                shared ? 1 : workers);
    }

    private boolean ours(Address address) {
        return switch (own.ours(address)) {
            case YES -> true;
            case PERHAPS -> believing;
            case NO -> false;
        };
    }

    private Sourced<Boolean> reuse(Scope scope, Values values, @Nullable Upstream upstream) {
        if (upstream == null || upstream.pool() == null) {
            return NO_REUSE;
        }
        Directive version = scope.nearest("proxy_http_version");
        if (values.httpVersion().equals("1.0")) {
            return sourced(version, false);
        }
        Directive connection = header(scope, "connection");
        if (connection == null) {
            return new Sourced<>(Values.keptAliveByDefault(scope, conf.version()), Sourced.NGINX_DEFAULT);
        }
        Template value = Template.of(connection.arg(1));
        return value.constant()
                ? sourced(connection, !ByteText.lower(value.text()).contains("close"))
                : Sourced.unknown("depends on the request (" + text(connection.place()) + ")");
    }

    private static Sourced<Long> requests(@Nullable Upstream upstream) {
        Upstream.Pool pool = upstream == null ? null : upstream.pool();
        return upstream == null || pool == null ? NO_REQUESTS : new Sourced<>(pool.requests(), text(upstream.place()));
    }

    private static @Nullable String host(@Nullable Directive header, @Nullable ProxyPass url) {
        String byDefault = url == null ? null : url.host();
        if (header == null
                || header.arg(1).equals("$proxy_host")
                || header.arg(1).equals("${proxy_host}")) {
            return byDefault;
        }
        Template value = Template.of(header.arg(1));
        return value.constant() ? value.text() : null;
    }

    private static @Nullable String expect(Scope scope, Values values) {
        Directive header = header(scope, "expect");
        if (header == null || header.arg(1).isEmpty() || values.httpVersion().equals("1.0")) {
            return null;
        }
        return text(header.place());
    }

    private static Sourced<Long> headerBytes(Scope server) {
        Directive small = server.nearest("client_header_buffer_size");
        Directive large = server.nearest("large_client_header_buffers");
        if (small == null && large == null) {
            return HEADER_BYTES_BY_DEFAULT;
        }
        long first =
                small == null ? SMALL_BUFFER : NginxSize.memory(small.arg(0)).orElse(-1);
        long number =
                large == null ? LARGE_BUFFERS : NginxSize.number(large.arg(0)).orElse(-1);
        long size =
                large == null ? LARGE_BUFFER : NginxSize.memory(large.arg(1)).orElse(-1);
        if (first < 0 || number < 0 || size < 0) {
            return Sourced.unknown("invalid value in " + text(large == null ? server.place() : large.place()));
        }
        return sourced(large == null ? small : large, first + number * size);
    }

    private List<Listening> listens() {
        List<Listening> listens = new ArrayList<>();
        for (Server server : conf.servers()) {
            for (Listen listen : server.listens()) {
                listens.add(new Listening(listen.host(), listen.port(), listen.unix()));
            }
        }
        return listens;
    }

    private static Sourced<String> user(List<Directive> main) {
        for (Directive directive : main) {
            if (directive.is("user")) {
                return sourced(directive, ByteText.readable(String.join(" ", directive.args())));
            }
        }
        return Sourced.unknown("the configuration does not say");
    }

    private static @Nullable Directive header(Scope scope, String name) {
        for (Directive directive : scope.nearestAll("proxy_set_header")) {
            if (directive.arg(0).equalsIgnoreCase(name)) {
                return directive;
            }
        }
        return null;
    }

    private static <T> Sourced<T> sourced(@Nullable Directive from, T value) {
        return new Sourced<>(value, from == null ? Sourced.NGINX_DEFAULT : text(from.place()));
    }

    private static String text(Place place) {
        return ByteText.readable(place.toString());
    }
}
