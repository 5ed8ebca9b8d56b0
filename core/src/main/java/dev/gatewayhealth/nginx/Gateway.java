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
     * @param file a main file or an {@code nginx -T} dump
     * @param prefix where the gateway's directory is mounted here, null where it is the same
     * @param nginxVersion null where it is unknown, which means the older defaults
     * @param listening every place where this service takes connections
     * @param hosts the names under which the gateway reaches this service; empty for those of this machine
     * @return with what nginx would refuse among its problems
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

    /**
     * A location and where it stands.
     *
     * @param file relative to the configuration's directory
     * @param line from 1
     * @param modifier {@code =}, {@code ^~}, {@code ~}, {@code ~*} or empty
     * @param pattern as it is written behind it
     */
    public record Block(String file, int line, String modifier, String pattern) {

        static Block of(Loc loc) {
            return new Block(
                    ByteText.readable(loc.place().file()),
                    loc.place().line(),
                    loc.modifier().text(),
                    ByteText.readable(loc.pattern()));
        }
    }

    /** {@return why nginx would not load it, most important first; empty where it would} */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (refusal != null) {
            problems.add(refusal);
        }
        problems.addAll(conf.refusals().all());
        return problems;
    }

    /** {@return the locations that proxy to this service} */
    public List<Block> locations() {
        return blocks(exits.ours());
    }

    /** {@return the locations that proxy to wherever the request says} */
    public List<Block> undecidable() {
        return blocks(exits.undecidable());
    }

    /** {@return the locations of this service with their limits; where none leads to it, the servers of {@code stream} that do} */
    public List<Location> limits() {
        List<Location> locations = new ArrayList<>();
        exits.ours().forEach(exit -> locations.add(exit.location()));
        exits.undecidable().forEach(exit -> locations.add(exit.location()));
        return locations.isEmpty() && refusal == null ? contract("").locations() : locations;
    }

    /**
     * {@return the contract as the service behind it would see it}
     *
     * @param source the contract's source, in words
     */
    public GatewayContract contract(String source) {
        return refusal == null
                ? ContractReader.contract(source, conf, own, exits, tree.directives(), Overrides.none())
                : GatewayContract.assumed(source, Overrides.none(), problems());
    }

    /**
     * {@return what becomes of one client's request}
     *
     * @param request as the client sends it
     */
    public Resolution resolve(ClientRequest request) {
        return new Resolver(conf, own).resolve(request);
    }

    private static List<Block> blocks(List<Exit> exits) {
        Set<Block> blocks = new LinkedHashSet<>();
        exits.forEach(exit -> blocks.add(Block.of(exit.loc())));
        return List.copyOf(blocks);
    }
}
