package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.OtherPass;
import dev.gatewayhealth.contract.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Reads the locations that lead elsewhere than by {@code proxy_pass}, as far as their address does not depend on the request. */
final class OtherPasses {

    private static final List<String> DIRECTIVES =
            List.of("fastcgi_pass", "uwsgi_pass", "scgi_pass", "memcached_pass", "grpc_pass");

    private OtherPasses() {}

    /** Whether there are any, so that more has to be loaded for them. */
    static boolean in(HttpConf conf) {
        boolean[] any = new boolean[1];
        for (Server server : conf.servers()) {
            server.locations().each(loc -> any[0] |= !of(loc).isEmpty());
        }
        return any[0];
    }

    /** @param peers what is behind an authority, and where that is written */
    static List<OtherPass> of(HttpConf conf, BiFunction<String, String, List<Peer>> peers) {
        List<OtherPass> passes = new ArrayList<>();
        for (Server server : conf.servers()) {
            server.locations().each(loc -> {
                for (Directive pass : of(loc)) {
                    Template url = Template.of(pass.arg(0));
                    if (url.constant()) {
                        String at = ByteText.readable(pass.place().toString());
                        passes.add(new OtherPass(
                                pass.name(),
                                ByteText.readable(url.text()),
                                ByteText.readable(loc.text()),
                                at,
                                peers.apply(authority(url.text()), at)));
                    }
                }
            });
        }
        return passes;
    }

    /** Its own, and those of the conditions in it; no {@code limit_except} takes any (nginx: {@code NGX_HTTP_LMT_CONF}). */
    private static List<Directive> of(Loc loc) {
        List<Directive> found = new ArrayList<>(0);
        add(loc.scope().block(), found);
        for (Directive directive : loc.scope().block().inside()) {
            if (directive.is("if")) {
                add(directive, found);
            }
        }
        return found;
    }

    private static void add(Directive block, List<Directive> found) {
        for (Directive directive : block.inside()) {
            if (DIRECTIVES.contains(directive.name())) {
                found.add(directive);
                return;
            }
        }
    }

    /** Some take a scheme, {@code grpc://}; a socket's path may end at a colon. */
    private static String authority(String url) {
        int scheme = url.indexOf("://");
        return scheme < 0 ? url : url.substring(scheme + 3);
    }
}
