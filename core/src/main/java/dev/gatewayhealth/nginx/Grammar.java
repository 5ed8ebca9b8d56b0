package dev.gatewayhealth.nginx;

import java.util.List;

/** Where directives may stand and what they take, as far as this reader relies on them. */
final class Grammar {

    private final Refusals refusals;

    Grammar(Refusals refusals) {
        this.refusals = refusals;
    }

    void check(List<Directive> main) {
        if (main.isEmpty()) {
            refusals.add(new Place("nginx.conf", 0), "no directives");
        }
    }
}
