package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Location;
import dev.gatewayhealth.contract.Match;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.contract.Passes;
import dev.gatewayhealth.contract.Problem;
import dev.gatewayhealth.contract.StreamPass;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a configuration into the contract of this service. Never throws for what a configuration says. */
public final class ContractReader {

    private ContractReader() {}

    /**
     * The contract of a main file or an {@code nginx -T} dump.
     *
     * @param conf the file
     * @param prefix where the gateway's directory is mounted here, null where it is the same
     * @param nginxVersion null where unknown, which means the older defaults
     * @param listening where this service takes connections
     * @param overrides what was set by hand, above the configuration
     * @return with what could not be read among its problems
     */
    public static GatewayContract read(
            Path conf,
            @Nullable MapPrefix prefix,
            @Nullable String nginxVersion,
            Collection<Listening> listening,
            Overrides overrides) {
        NginxConf tree = NginxConf.read(conf, prefix);
        return guarded(conf.toString(), tree, nginxVersion, listening, overrides);
    }

    /** A mistake of ours must not become the service's: the defaults hold, and the report says so. */
    static GatewayContract guarded(
            String source,
            NginxConf tree,
            @Nullable String nginxVersion,
            Collection<Listening> listening,
            Overrides overrides) {
        try {
            return contract(source, tree, nginxVersion, listening, overrides);
        } catch (RuntimeException | StackOverflowError e) {
            Problem problem = new Problem(
                    source, 0, "was not understood by this reader (" + e + "), nginx's defaults are assumed");
            return GatewayContract.assumed(source, overrides, List.of(problem));
        }
    }

    static GatewayContract contract(
            String source,
            NginxConf tree,
            @Nullable String nginxVersion,
            Collection<Listening> listening,
            Overrides overrides) {
        Problem refusal = tree.refusal();
        if (refusal != null) {
            return GatewayContract.assumed(source, overrides, List.of(refusal));
        }
        HttpConf http = HttpConf.of(tree.directives(), Version.of(nginxVersion));
        OwnAddresses own = OwnAddresses.ofThisMachine(listening);
        return contract(source, http, own, new Exits(http, own, overrides), tree.directives(), overrides);
    }

    static GatewayContract contract(
            String source, HttpConf http, OwnAddresses own, Exits exits, List<Directive> main, Overrides overrides) {
        Passes passes = passes(http, own, exits, main);
        List<Problem> problems = new ArrayList<>(http.refusals().all());
        List<Exit> chosen = chosen(exits);
        if (chosen.isEmpty()) {
            return handedOn(source, passes, problems, overrides).with(passes);
        }
        List<Location> locations = new ArrayList<>(chosen.size());
        for (Exit exit : chosen) {
            locations.add(exit.location());
        }
        Match any = Match.of(locations);
        return GatewayContract.read(source, any, problems, new Inversion(http, chosen, any))
                .with(passes);
    }

    /** For a configuration that proxies nowhere no class is loaded. */
    private static Passes passes(HttpConf http, OwnAddresses own, Exits exits, List<Directive> main) {
        return exits.all().isEmpty() && !OtherPasses.in(http) && !StreamPasses.in(main)
                ? Passes.NOWHERE
                : PassReading.of(http, own, exits, main);
    }

    /** No location leads here; if a server of the stream module does, none of the limits of a request is nginx's. */
    private static GatewayContract handedOn(String source, Passes passes, List<Problem> problems, Overrides overrides) {
        List<Location> ours = new ArrayList<>(passes.streams().size());
        for (StreamPass stream : passes.streams()) {
            if (stream.ours()) {
                ours.add(stream.location(overrides));
            }
        }
        return ours.isEmpty()
                ? GatewayContract.assumed(source, overrides, problems)
                : GatewayContract.handedOn(source, ours, problems);
    }

    /** Certain ones and those nobody can exclude; names only by their port where nothing else leads here. */
    private static List<Exit> chosen(Exits exits) {
        List<Exit> chosen = new ArrayList<>(exits.ours());
        chosen.addAll(exits.undecidable());
        if (exits.ours().isEmpty() && !exits.perhaps().isEmpty()) {
            chosen.addAll(exits.perhaps());
        }
        return chosen;
    }
}
