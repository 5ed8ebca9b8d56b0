package dev.gatewayhealth.audit;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Pass;
import dev.gatewayhealth.contract.Passes;
import dev.gatewayhealth.finding.Noticed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges a contract against the listeners of the running service. What a contract and a listener say of each other is worked out when one
 * of them changes; what the machine around them does (who listens, who may write) is looked at again, where it matters at all.
 *
 * <p>For use by one thread, the contract's.
 */
public final class Audit {

    private final KeepAliveWatch keepAlive;
    private final List<ListenerLimits.ApplicationTimeout> timeouts;
    private final Surroundings machine;
    private final NotListening notListening;
    private final SocketPermissions permissions;

    private List<ListenerLimits> judgedListeners = List.of();
    private List<ListenerLimits.ApplicationTimeout> judgedTold = List.of();
    private KeepAliveProof judgedProof = KeepAliveProof.NONE;
    private @Nullable GatewayContract judged;
    private List<Noticed> still = List.of();

    Audit(KeepAliveWatch keepAlive, Path root, List<ListenerLimits.ApplicationTimeout> timeouts) {
        this.keepAlive = keepAlive;
        this.timeouts = timeouts;
        this.machine = new Surroundings(root);
        this.notListening = new NotListening(machine);
        this.permissions = new SocketPermissions(new NginxWorkers(root.resolve("proc"), root.resolve("etc")));
    }

    /**
     * {@return an audit on this machine}
     *
     * @param keepAlive what was seen of the race for idle connections
     */
    public static Audit here(KeepAliveWatch keepAlive) {
        return new Audit(
                keepAlive,
                Path.of("/"),
                ApplicationTimeouts.of(new JvmSettings(System.getProperties(), System.getenv())));
    }

    /**
     * {@return what there is to say now}
     *
     * @param contract what the gateway tolerates
     * @param listeners what the listeners of the service tolerate themselves
     * @param told what the service's applications say of their own timeouts
     */
    public List<Noticed> look(
            GatewayContract contract, List<ListenerLimits> listeners, List<ListenerLimits.ApplicationTimeout> told) {
        KeepAliveProof proof = keepAlive.proof();
        if (!contract.equals(judged)
                || !judgedListeners.equals(listeners)
                || !judgedTold.equals(told)
                || !judgedProof.equals(proof)) {
            judged = contract;
            judgedListeners = List.copyOf(listeners);
            judgedTold = List.copyOf(told);
            judgedProof = proof;
            still = judge(contract, listeners, proof);
        }
        List<Noticed> all = new ArrayList<>(still);
        all.addAll(notListening.look(contract, places(listeners)));
        all.addAll(
                permissions.look(sockets(contract, listeners), contract.passes().user(), contract.source()));
        return List.copyOf(all);
    }

    /**
     * {@return what can be said without a running service} For the command line.
     *
     * @param contract what the gateway tolerates
     * @param listening a place where this service takes connections
     */
    public static List<Noticed> withoutService(GatewayContract contract, List<Listening> listening) {
        List<Noticed> noticed = new ArrayList<>();
        for (Listening place : listening) {
            Judged one = judged(ListenerLimits.unknown("", place), contract, noticed);
            HostInvalid.judge(one);
            NotProxied.judge(one, contract);
        }
        SingleUpstream.judge(contract.passes().all(), noticed);
        return List.copyOf(noticed);
    }

    private List<Noticed> judge(GatewayContract contract, List<ListenerLimits> listeners, KeepAliveProof proof) {
        List<Noticed> noticed = new ArrayList<>();
        List<ListenerLimits.ApplicationTimeout> waits = ApplicationTimeouts.merged(judgedTold, timeouts);
        Duration racing = null;
        for (ListenerLimits listener : listeners) {
            Judged one = judged(listener, contract, noticed);
            Duration idle = KeepAliveRace.judge(one, proof);
            // Of several the longest: a connection idle for as long as that is certainly near.
            racing = idle == null || (racing != null && racing.compareTo(idle) > 0) ? racing : idle;
            LongerTimeouts.judge(one, waits);
            UploadLimit.judge(one);
            RequestHeaderLimit.judge(one);
            ListenAddress.judge(one, machine);
            HostInvalid.judge(one);
            OtherProtocol.judge(one, contract.passes().others());
            if (!contract.passes().streams().isEmpty()) {
                OtherStream.judge(one, contract.passes().streams());
            }
            NotProxied.judge(one, contract);
        }
        keepAlive.racing(racing);
        SingleUpstream.judge(contract.passes().all(), noticed);
        return List.copyOf(noticed);
    }

    private static Judged judged(ListenerLimits listener, GatewayContract contract, List<Noticed> noticed) {
        List<Pass> passes = new ArrayList<>();
        for (Pass pass : contract.passes().all()) {
            if (pass.leadsTo(listener.listening())) {
                passes.add(pass);
            }
        }
        if (contract.passes().equals(Passes.NONE)) {
            passes.add(SettingsPass.of(contract));
        }
        return new Judged(listener, passes, noticed);
    }

    private static List<Listening> places(List<ListenerLimits> listeners) {
        List<Listening> places = new ArrayList<>();
        for (ListenerLimits listener : listeners) {
            places.add(listener.listening());
        }
        return places;
    }

    private static List<Listening> sockets(GatewayContract contract, List<ListenerLimits> listeners) {
        List<Listening> sockets = new ArrayList<>();
        for (ListenerLimits listener : listeners) {
            if (listener.listening().unixPath() != null
                    && !judged(listener, contract, new ArrayList<>()).passes().isEmpty()) {
                sockets.add(listener.listening());
            }
        }
        return sockets;
    }
}
