package dev.gatewayhealth.e2e.rig;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A child JVM with the app under test on a server, carrying the real agent. */
public final class ServiceUnderTest implements AutoCloseable {

    /** What a shell says of a process that SIGKILL has ended. */
    private static final int KILLED = 137;

    private final Child child;
    private final int port;

    private ServiceUnderTest(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    public int port() {
        return port;
    }

    /** Everything it has written to its standard output and error. */
    public List<String> output() {
        return child.text().lines().toList();
    }

    /** Tells it to end, as an init system would ({@code SIGTERM}). */
    public void terminate() {
        child.process().destroy();
    }

    public long pid() {
        return child.process().pid();
    }

    /** Stops it at once, and has it go on after so long ({@code SIGSTOP}, {@code SIGCONT}). */
    public void stopFor(Duration time) {
        signal("STOP");
        CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> signal("CONT"));
    }

    private void signal(String name) {
        Program.Result result = Program.run(List.of("kill", "-" + name, Long.toString(pid())), Map.of());
        if (result.exitCode() != 0) {
            throw new AssertionError(result.output());
        }
    }

    /** Where a path leads that may mean something else to it than to others. */
    public Path sees(Path path) {
        return Path.of("/proc", Long.toString(pid()), "root")
                .resolve(Path.of("/").relativize(path.toAbsolutePath()));
    }

    public boolean running() {
        return child.process().isAlive();
    }

    /** Waits until it listens there too. */
    public void awaitPort(int another) {
        child.awaitPort(another);
    }

    /** Ends it as an operator does; false if it had to be killed. */
    public boolean stop() {
        child.close();
        return child.process().exitValue() != KILLED;
    }

    @Override
    public void close() {
        child.close();
    }

    /** How to start one. */
    public static final class Recipe {

        private final Host host;
        private final Map<String, String> agent = new LinkedHashMap<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private final List<String> jvm = new ArrayList<>();
        private final List<String> later = new ArrayList<>();
        private int threads = 200;
        private int descriptors;
        private int agents = 1;
        private boolean proc = true;
        private String fileSystem = "";
        private @Nullable Path socket;
        private Path jdk = Path.of(System.getProperty("java.home"));
        private InetAddress address = InetAddress.getLoopbackAddress();

        /** Whatever is in flight at the end of a test is not waited for, unless the test says so. */
        public Recipe(Host host) {
            this.host = host;
            agent("drain.max", "0s");
        }

        /** A setting, in the agent's arguments. */
        public Recipe agent(String key, String value) {
            agent.put(key, value);
            return this;
        }

        /** It runs on that JDK, and not on the one the tests run on. */
        public Recipe jdk(Path home) {
            jdk = home;
            return this;
        }

        /** How many times {@code -javaagent} is given. */
        public Recipe agents(int count) {
            agents = count;
            return this;
        }

        public Recipe environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        public Recipe jvm(String option) {
            jvm.add(option);
            return this;
        }

        /** An option behind the agent's. */
        public Recipe jvmBehindTheAgent(String option) {
            later.add(option);
            return this;
        }

        /** It listens on a unix socket and on no port; who may connect is said as {@code rw-rw-rw-}. */
        public Recipe socket(Path path, String permissions) {
            socket = path;
            return jvm("-Dapp.socket=" + path).jvm("-Dapp.socketPermissions=" + permissions);
        }

        /** Where it listens, if not on loopback. */
        Recipe address(InetAddress on) {
            address = on;
            return jvm("-Dapp.address=" + on.getHostAddress());
        }

        public Recipe threads(int max) {
            threads = max;
            return this;
        }

        /** How many connections its connector holds at once; more wait in the accept queue. */
        public Recipe connections(int max) {
            return jvm("-Dapp.connections=" + max);
        }

        /** How many connections the kernel holds until the connector accepts them. */
        public Recipe backlog(int max) {
            return jvm("-Dapp.backlog=" + max);
        }

        /** Where the kernel tells nothing: a mount namespace of its own, in which {@code /proc} is empty. */
        public Recipe withoutProc() {
            proc = false;
            // The launcher finds its own library by way of /proc.
            return environment(
                    "LD_LIBRARY_PATH",
                    Path.of(System.getProperty("java.home"), "lib").toString());
        }

        /** It has a file system of its own on that directory, of so many megabytes, which others find below {@link ServiceUnderTest#sees}. */
        public Recipe fileSystem(Path directory, int megabytes) {
            fileSystem = "mount -t tmpfs -o size=" + megabytes + "m none '" + directory + "' && exec \"$@\"";
            return this;
        }

        /** How many files the process may have open. */
        public Recipe descriptors(int max) {
            descriptors = max;
            return this;
        }

        /** Starts it in this directory and waits until it listens. */
        public ServiceUnderTest start(Path work, int port) {
            Child child = Child.start(work, "service", command(work, port), environment);
            try {
                awaitStart(child, port);
            } catch (RuntimeException | Error e) {
                child.close();
                throw e;
            }
            return new ServiceUnderTest(child, port);
        }

        private void awaitStart(Child child, int port) {
            Path unix = socket;
            if (unix == null) {
                child.awaitPort(address, port, host.patience());
            } else {
                child.awaitFile(unix);
            }
        }

        private List<String> command(Path work, int port) {
            List<String> command = new ArrayList<>();
            if (!proc) {
                command.addAll(List.of("unshare", "--map-root-user", "--mount"));
                command.addAll(List.of("/bin/sh", "-c", "mount -t tmpfs none /proc && exec \"$@\"", "sh"));
            }
            if (!fileSystem.isEmpty()) {
                command.addAll(List.of("unshare", "--map-root-user", "--mount"));
                command.addAll(List.of("/bin/sh", "-c", fileSystem, "sh"));
            }
            if (descriptors > 0) {
                command.addAll(List.of("/bin/sh", "-c", "ulimit -n " + descriptors + "; exec \"$@\"", "sh"));
            }
            command.add(jdk.resolve("bin/java").toString());
            command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
            command.addAll(jvm);
            for (int i = 0; i < agents; i++) {
                command.add("-javaagent:" + Places.agent() + arguments());
            }
            command.addAll(later);
            command.addAll(host.launch(work, port, threads));
            return command;
        }

        private String arguments() {
            return agent.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .collect(Collectors.joining(",", agent.isEmpty() ? "" : "=", ""));
        }
    }
}
