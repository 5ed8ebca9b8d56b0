package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.proc.OwnPorts;
import dev.gatewayhealth.thread.OwnThread;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks for ports of this process that belong to no server we follow: their silence would be taken for health. It is a thread of its own
 * because nothing else of ours runs before a server is known.
 */
final class UnknownServers implements Runnable {

    private static final long EVERY_SECONDS = 5;

    private final Engine engine;
    private final Servers servers;

    /** Where servers we follow listen, and we ourselves. Written by whoever opens a port. */
    private final Set<Integer> known = new CopyOnWriteArraySet<>();

    UnknownServers(Engine engine, Servers servers) {
        this.engine = engine;
        this.servers = servers;
    }

    /** Begins to look. */
    void start() {
        OwnThread.of("gateway-health-ports", this).start();
    }

    /** That port is somebody's we know; any thread. */
    void known(@Nullable Integer port) {
        if (port != null) {
            known.add(port);
        }
    }

    @Override
    public void run() {
        try {
            Looking looking = null;
            while (true) {
                TimeUnit.SECONDS.sleep(EVERY_SECONDS);
                looking = looking == null ? new Looking() : looking;
                looking.look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // A lack of memory too: a service may have a handler for threads that die of it, which ends the process.
            Stderr.say(
                    "the ports of this process cannot be looked through, so a server that is not known is not noticed: "
                            + e);
        }
    }

    /** What one look keeps for the next. */
    private final class Looking {

        private final OwnPorts ports = new OwnPorts(Path.of("/proc"));
        private final StandingPorts standing = new StandingPorts();

        void look() {
            boolean follows = servers.serves();
            Set<Integer> proxied = engine.proxied();
            proxied.removeAll(known);
            // A service whose every port is known costs no look at all.
            Set<Integer> open = follows && proxied.isEmpty() ? new HashSet<>() : open(follows, proxied);
            IntPredicate ours = ports::used;
            Set<Integer> told =
                    standing.look(new StandingPorts.Around(open, ours, proxied::contains, follows, servers.coming()));
            if (standing.stands()) {
                engine.started().watchWithoutServer();
            }
            servers.unknown(told, proxied);
        }

        private Set<Integer> open(boolean follows, Set<Integer> proxied) {
            Set<Integer> open = new TreeSet<>(follows ? ports.listening(proxied) : ports.listening());
            open.removeAll(known);
            return open;
        }
    }
}
