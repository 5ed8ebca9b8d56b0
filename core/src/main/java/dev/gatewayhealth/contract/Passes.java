package dev.gatewayhealth.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every {@code proxy_pass} of a configuration, and what else of it the audit judges.
 *
 * @param all every {@code proxy_pass} with the addresses behind it, in the order of the configuration
 * @param undecided whether some lead to where the request says, or to a name that cannot be resolved here and may be this service
 * @param others the locations that lead elsewhere by another directive
 * @param streams what nginx hands on below HTTP ({@code ngx_stream_proxy_module})
 * @param temps where nginx keeps what does not fit into its buffers, for those that lead to this service
 * @param user the user nginx's workers run as ({@code user}), unknown where the configuration does not say
 * @param listens where nginx itself listens
 */
public record Passes(
        List<Pass> all,
        boolean undecided,
        List<OtherPass> others,
        List<StreamPass> streams,
        List<TempPath> temps,
        Sourced<String> user,
        List<Listening> listens) {

    /** Of a contract that was not read from a configuration. */
    public static final Passes NONE = new Passes(
            List.of(), true, List.of(), List.of(), List.of(), Sourced.unknown("no configuration"), List.of());

    /** Of a configuration without any. */
    public static final Passes NOWHERE = new Passes(
            List.of(),
            false,
            List.of(),
            List.of(),
            List.of(),
            Sourced.unknown("the configuration proxies nowhere"),
            List.of());

    /**
     * Keeps copies of the collections.
     *
     * @param all copied
     * @param undecided see {@link #undecided()}
     * @param others copied
     * @param streams copied
     * @param temps copied
     * @param user see {@link #user()}
     * @param listens copied
     */
    public Passes {
        all = List.copyOf(all);
        others = List.copyOf(others);
        streams = List.copyOf(streams);
        temps = List.copyOf(temps);
        listens = List.copyOf(listens);
    }

    /**
     * {@return whether all that lead to this service, and at least one does, have another server that nginx tries then}
     *
     * @param when a word of {@code proxy_next_upstream}
     */
    public boolean repeatedOn(String when) {
        boolean any = false;
        for (Pass each : all) {
            if (each.ours()) {
                any = true;
                if (!each.nextUpstream().contains(when) || !each.hasAnother()) {
                    return false;
                }
            }
        }
        return any;
    }

    /** {@return where {@code Expect} is handed on to this service, null where it is not} */
    public @Nullable String expectAt() {
        for (Pass each : all) {
            if (each.ours() && each.expectAt() != null) {
                return each.expectAt();
            }
        }
        return null;
    }

    /** {@return the TCP ports of this machine that some lead to, of servers that are not marked {@code down}} */
    public Set<Integer> localPorts() {
        Set<Integer> ports = new HashSet<>();
        for (Pass pass : all) {
            for (Peer peer : pass.peers()) {
                if (peer.local() && !peer.down() && peer.unixPath() == null) {
                    ports.add(peer.port());
                }
            }
        }
        return ports;
    }

    /** {@return whether nginx bounds how many requests it sends to this service at once ({@code max_conns})} */
    public boolean bounded() {
        for (Pass pass : all) {
            for (Peer peer : pass.peers()) {
                if (peer.ours() && peer.maxConns() > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@return whether there is anything to judge, a configuration that was read} */
    public boolean known() {
        return !undecided || !all.isEmpty();
    }
}
