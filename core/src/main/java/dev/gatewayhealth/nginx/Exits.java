package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.Location;
import dev.gatewayhealth.contract.Overrides;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every way out of a configuration, and which of them lead to this service. */
final class Exits {

    private final HttpConf conf;
    private final OwnAddresses own;
    private final Overrides overrides;
    private final List<Exit> ours = new ArrayList<>();
    private final List<Exit> undecidable = new ArrayList<>();
    private final List<Exit> perhaps = new ArrayList<>();
    private final List<Exit> all = new ArrayList<>();

    Exits(HttpConf conf, OwnAddresses own, Overrides overrides) {
        this.conf = conf;
        this.own = own;
        this.overrides = overrides;
        for (Server server : conf.servers()) {
            server.locations().each(loc -> of(server, loc));
        }
    }

    /** Those that lead here. */
    List<Exit> ours() {
        return ours;
    }

    /** Those whose URL depends on the request. */
    List<Exit> undecidable() {
        return undecidable;
    }

    /** Those to a name that nobody can resolve here, on a port of ours. */
    List<Exit> perhaps() {
        return perhaps;
    }

    /** All of them, wherever they lead. */
    List<Exit> all() {
        return all;
    }

    private void of(Server server, Loc loc) {
        of(server, loc, loc.scope());
        blocks(server, loc, loc.steps());
        Scope limited = loc.limitExcept();
        if (limited != null) {
            of(server, loc, limited);
        }
    }

    private void blocks(Server server, Loc loc, List<Step> steps) {
        for (Step step : steps) {
            if (step instanceof Step.If branch) {
                of(server, loc, branch.scope());
                blocks(server, loc, branch.steps());
            }
        }
    }

    private void of(Server server, Loc loc, Scope scope) {
        Directive pass = ProxyPass.of(scope, loc);
        if (pass == null) {
            return;
        }
        Template written = Template.of(pass.arg(0));
        String url = written.constant() ? written.text() : written.value(new Constants(server, loc));
        ProxyPass parsed = url == null ? null : ProxyPass.parse(url);
        Upstream upstream = parsed == null ? null : conf.upstream(parsed.authority());
        Exit exit = new Exit(server, loc, scope, written, parsed, location(server, loc, scope, upstream));
        all.add(exit);
        if (parsed == null) {
            undecidable.add(exit);
            return;
        }
        switch (reaches(parsed, upstream)) {
            case YES -> ours.add(exit);
            case PERHAPS -> perhaps.add(exit);
            case NO -> {}
        }
    }

    private OwnAddresses.Ours reaches(ProxyPass pass, @Nullable Upstream upstream) {
        if (upstream == null) {
            Address address = pass.address();
            return address == null ? OwnAddresses.Ours.NO : own.ours(address);
        }
        OwnAddresses.Ours best = OwnAddresses.Ours.NO;
        for (Upstream.Server server : upstream.servers()) {
            OwnAddresses.Ours here = own.ours(server.address());
            if (here == OwnAddresses.Ours.YES) {
                return here;
            }
            best = here == OwnAddresses.Ours.PERHAPS ? here : best;
        }
        return best;
    }

    private Location location(Server server, Loc loc, Scope scope, @Nullable Upstream upstream) {
        boolean block = scope != loc.scope();
        String text = block
                ? loc.text() + " " + scope.block().name() + " "
                        + String.join(" ", scope.block().args())
                : loc.text();
        return new Location(
                ByteText.readable(text),
                ByteText.readable(server.name()),
                ByteText.readable(scope.place().toString()),
                overrides.over(new Values(scope, conf.version()).limits(upstream)),
                closed(scope));
    }

    /** nginx takes the first rule that fits ({@code ngx_http_access_module}): behind one for everybody none counts. */
    private static boolean closed(Scope scope) {
        for (Directive rule : scope.nearestAll("allow", "deny")) {
            if (rule.arg(0).equals("all")) {
                return rule.is("deny");
            }
        }
        Directive password = scope.nearest("auth_basic");
        return password != null && !password.arg(0).equals("off");
    }

    /** The variables a location gives a constant value, whatever the request. */
    private static final class Constants implements Variables {

        private final Map<String, String> values = new HashMap<>();

        Constants(Server server, Loc loc) {
            add(server.steps());
            add(loc.steps());
        }

        @Override
        public @Nullable String value(String name) {
            return values.get(ByteText.lower(name));
        }

        private void add(List<Step> steps) {
            for (Step step : steps) {
                if (step instanceof Step.Set set && set.value().constant()) {
                    values.put(ByteText.lower(set.name()), set.value().text());
                } else if (step instanceof Step.Set set) {
                    values.remove(ByteText.lower(set.name()));
                } else if (step instanceof Step.If branch) {
                    otherwise(branch.steps());
                }
            }
        }

        /** What only some requests get makes a variable of it again, unless it is the same. */
        private void otherwise(List<Step> steps) {
            for (Step step : steps) {
                if (step instanceof Step.Set set) {
                    String name = ByteText.lower(set.name());
                    if (!set.value().text().equals(values.get(name))) {
                        values.remove(name);
                    }
                }
            }
        }
    }
}
