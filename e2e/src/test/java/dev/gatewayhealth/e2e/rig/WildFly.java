package dev.gatewayhealth.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A standalone WildFly as its own script starts it, the app under test deployed, carrying the real agent. */
public final class WildFly implements AutoCloseable {

    private static final String STARTED = "WFLYSRV0025";
    private static final String STOPPED = "WFLYSRV0050";

    private final Child child;
    private final Path base;
    private final int port;

    private WildFly(Child child, Path base, int port) {
        this.child = child;
        this.base = base;
        this.port = port;
    }

    /** Starts it in a directory of its own and waits until it has started. */
    public static WildFly start(Path work, String agentArguments) {
        int port = Places.freePort();
        Path base = prepare(work);
        List<String> command = List.of(
                "sh",
                home().resolve("bin/standalone.sh").toString(),
                "-Djboss.server.base.dir=" + base,
                "-b=127.0.0.1",
                "-bmanagement=127.0.0.1",
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + Places.freePort(),
                "-Djboss.management.http.port=" + Places.freePort());
        Map<String, String> environment = Map.of(
                "JAVA",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "JAVA_OPTS",
                "-Xmx512m -Djava.net.preferIPv4Stack=true -javaagent:" + Places.agent() + agentArguments,
                // The script then hands the signal that stops it on to the server, and waits for it.
                "LAUNCH_JBOSS_IN_BACKGROUND",
                "1");
        WildFly server = new WildFly(Child.start(work, "wildfly", command, environment), base, port);
        server.await(STARTED);
        return server;
    }

    public int port() {
        return port;
    }

    /** All it has written, to its log and to its standard output and error. */
    public String log() {
        try {
            Path log = base.resolve("log/server.log");
            return (Files.exists(log) ? Files.readString(log) : "") + child.text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it as an operator does; false if it had to be killed or did not say that it stopped. */
    public boolean stop() {
        return ended() && log().contains(STOPPED);
    }

    @Override
    public void close() {
        ended();
    }

    /** Ends the script, which hands the signal on to the server; whether that ended by itself. */
    private boolean ended() {
        List<ProcessHandle> server = child.process().descendants().toList();
        child.close();
        long alive = server.stream().filter(each -> !endsSoon(each)).count();
        server.forEach(ProcessHandle::destroyForcibly);
        return alive == 0;
    }

    private static boolean endsSoon(ProcessHandle process) {
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void await(String message) {
        try {
            Awaitility.await(message)
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        if (!child.process().isAlive()) {
                            throw new AssertionError("WildFly has ended:\n" + child.text());
                        }
                        return child.text().contains(message);
                    });
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private static Path prepare(Path work) {
        Path base = work.resolve("base");
        try {
            Trees.copy(home().resolve("standalone"), base);
            Trees.copy(Places.built("classes"), base.resolve("deployments/ROOT.war/WEB-INF/classes"));
            Files.createFile(base.resolve("deployments/ROOT.war.dodeploy"));
            return base;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path home() {
        Path root = Places.existing(
                Places.built("servers").resolve("wildfly"), "mvn pre-integration-test -pl e2e -am -Pall");
        try (Stream<Path> unpacked = Files.list(root)) {
            return unpacked.filter(Files::isDirectory).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
