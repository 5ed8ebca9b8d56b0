package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.OtherPass;
import dev.gatewayhealth.contract.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads the locations that lead elsewhere than by {@code proxy_pass}, as far as their address does not depend on the request. */
final class OtherPasses {

    private static final List<String> DIRECTIVES =
            List.of("fastcgi_pass", "uwsgi_pass", "scgi_pass", "memcached_pass", "grpc_pass");

    private OtherPasses() {}

    /** Whether there are any, so that more has to be loaded for them. */
    static boolean in(HttpConf conf) {
        boolean[] any = new boolean[1];
        for (Server server : conf.servers()) {
            server.locations().each(loc -> any[0] |= of(loc.scope()) != null);
        }
        return any[0];
    }

    /** @param peers what is behind an authority, and where that is written */
    static List<OtherPass> of(HttpConf conf, BiFunction<String, String, List<Peer>> peers) {
        List<OtherPass> passes = new ArrayList<>();
        for (Server server : conf.servers()) {
            server.locations().each(loc -> {
                Directive pass = of(loc.scope());
                Template url = pass == null ? null : Template.of(pass.arg(0));
                if (pass != null && url != null && url.constant()) {
                    String at = ByteText.readable(pass.place().toString());
                    passes.add(new OtherPass(
                            pass.name(),
                            ByteText.readable(url.text()),
                            ByteText.readable(loc.text()),
                            at,
                            peers.apply(authority(url.text()), at)));
                }
            });
        }
        return passes;
    }

    private static @Nullable Directive of(Scope scope) {
        for (String name : DIRECTIVES) {
            Directive own = scope.own(name);
            if (own != null) {
                return own;
            }
        }
        return null;
    }

    /** Some take a scheme, {@code grpc://}; a socket's path may end at a colon. */
    private static String authority(String url) {
        int scheme = url.indexOf("://");
        return scheme < 0 ? url : url.substring(scheme + 3);
    }
}
