package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Location;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.contract.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A whole configuration as a client meets it: for one request, the server, the location and the values that serve it. */
public final class Gateway {

    private final NginxConf tree;
    private final HttpConf conf;
    private final OwnAddresses own;
    private final Exits exits;
    private final @Nullable Problem refusal;

    private Gateway(NginxConf tree, HttpConf conf, OwnAddresses own, @Nullable Problem refusal) {
        this.tree = tree;
        this.conf = conf;
        this.own = own;
        this.exits = new Exits(conf, own, Overrides.none());
        this.refusal = refusal;
    }

    /**
     * Reads a main file or an {@code nginx -T} dump.
     *
     * @param hosts the names under which the gateway reaches this service; empty for those of this machine
     */
    public static Gateway read(
            Path file,
            @Nullable MapPrefix prefix,
            @Nullable String nginxVersion,
            Collection<Listening> listening,
            Collection<String> hosts) {
        NginxConf tree = NginxConf.read(file, prefix);
        OwnAddresses own =
                hosts.isEmpty() ? OwnAddresses.ofThisMachine(listening) : OwnAddresses.named(listening, hosts);
        return of(tree, nginxVersion, own);
    }

    static Gateway of(NginxConf tree, @Nullable String nginxVersion, OwnAddresses own) {
        return new Gateway(tree, HttpConf.of(tree.directives(), Version.of(nginxVersion)), own, tree.refusal());
    }

    /** A location and where it stands. */
    public record Block(String file, int line, String modifier, String pattern) {

        static Block of(Loc loc) {
            return new Block(
                    ByteText.readable(loc.place().file()),
                    loc.place().line(),
                    loc.modifier().text(),
                    ByteText.readable(loc.pattern()));
        }
    }

    /** Why nginx would not load it, most important first; empty where it would. */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (refusal != null) {
            problems.add(refusal);
        }
        problems.addAll(conf.refusals().all());
        return problems;
    }

    /** Locations that proxy to this service. */
    public List<Block> locations() {
        return blocks(exits.ours());
    }

    /** Locations that proxy to wherever the request says. */
    public List<Block> undecidable() {
        return blocks(exits.undecidable());
    }

    /** The locations of this service with their limits. */
    public List<Location> limits() {
        List<Location> locations = new ArrayList<>();
        exits.ours().forEach(exit -> locations.add(exit.location()));
        exits.undecidable().forEach(exit -> locations.add(exit.location()));
        return locations;
    }

    /** The same as the service behind it would see it. */
    public GatewayContract contract(String source) {
        return refusal == null
                ? ContractReader.contract(source, conf, own, exits, tree.directives(), Overrides.none())
                : GatewayContract.assumed(source, Overrides.none(), problems());
    }

    public Resolution resolve(ClientRequest request) {
        return new Resolver(conf, own).resolve(request);
    }

    private static List<Block> blocks(List<Exit> exits) {
        Set<Block> blocks = new LinkedHashSet<>();
        exits.forEach(exit -> blocks.add(Block.of(exit.loc())));
        return List.copyOf(blocks);
    }
}
