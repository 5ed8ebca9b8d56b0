package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.Peer;
import dev.gatewayhealth.contract.StreamPass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the servers of the {@code stream} module (nginx: {@code ngx_stream_proxy_module}), whose upstreams are not those of {@code http}. */
final class StreamPasses {

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private final Map<String, Upstream> upstreams = new HashMap<>();
    private final Version version;
    private final OwnPeers own;

    /** Whether an address is this service. */
    interface OwnPeers {

        Peer peer(Upstream.Server server, String at);
    }

    private StreamPasses(Version version, OwnPeers own) {
        this.version = version;
        this.own = own;
    }

    /** Whether there are any, so that more has to be loaded for them. */
    static boolean in(List<Directive> main) {
        for (Directive directive : main) {
            if (directive.is("stream")) {
                return true;
            }
        }
        return false;
    }

    static List<StreamPass> of(List<Directive> main, Version version, OwnPeers own) {
        List<StreamPass> passes = new ArrayList<>();
        for (Directive directive : main) {
            if (directive.is("stream")) {
                new StreamPasses(version, own).block(directive, passes);
            }
        }
        return passes;
    }

    private void block(Directive stream, List<StreamPass> passes) {
        for (Directive directive : stream.inside()) {
            if (directive.is("upstream")) {
                // What nginx would refuse of it is not looked at in a module that may be loaded or not.
                Upstream upstream = Upstream.of(directive, version, new Refusals());
                upstreams.putIfAbsent(ByteText.lower(upstream.name()), upstream);
            }
        }
        Scope around = new Scope(Scope.Kind.HTTP, null, stream);
        for (Directive directive : stream.inside()) {
            if (directive.is("server")) {
                Scope server = new Scope(Scope.Kind.SERVER, around, directive);
                Directive pass = server.own("proxy_pass");
                if (pass != null) {
                    passes.add(pass(server, pass));
                }
            }
        }
    }

    private StreamPass pass(Scope server, Directive pass) {
        Values values = new Values(server, version);
        String at = ByteText.readable(pass.place().toString());
        return new StreamPass(
                ByteText.readable(pass.arg(0)),
                at,
                listen(server),
                values.time("proxy_connect_timeout"),
                values.time("proxy_timeout", TEN_MINUTES),
                on(server, "proxy_ssl"),
                on(server, "proxy_protocol"),
                peers(pass.arg(0), at));
    }

    private static String listen(Scope server) {
        Directive listen = server.own("listen");
        return listen == null ? "" : ByteText.readable(listen.arg(0));
    }

    private List<Peer> peers(String url, String at) {
        List<Peer> peers = new ArrayList<>();
        Upstream upstream = upstreams.get(ByteText.lower(url));
        if (upstream != null) {
            for (Upstream.Server server : upstream.servers()) {
                peers.add(own.peer(server, ByteText.readable(upstream.place().toString())));
            }
            return peers;
        }
        Address address = Template.of(url).constant() ? Address.of(url, 0) : null;
        if (address != null) {
            peers.add(own.peer(Upstream.Server.plain(address), at));
        }
        return peers;
    }

    private static @Nullable String on(Scope scope, String flag) {
        if (!scope.on(flag, false)) {
            return null;
        }
        Directive directive = scope.nearest(flag);
        return directive == null ? null : ByteText.readable(directive.place().toString());
    }
}
