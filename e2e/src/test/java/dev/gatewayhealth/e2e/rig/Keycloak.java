package dev.gatewayhealth.e2e.rig;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A Keycloak with a database in its own memory and one administrator. What its first start would have to build is built before. */
public final class Keycloak implements Host {

    /** The administrator's name, and password. */
    public static final String ADMIN = "admin";

    @Override
    public List<String> launch(Path work, int port, int threads) {
        Path home = built();
        // As its own script does.
        return List.of(
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                // As kc.sh has it: from Java 24 on, what Keycloak does with its threads at a stop needs it.
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-cp",
                home.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "start",
                "--optimized",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname-strict=false",
                "--bootstrap-admin-username=" + ADMIN,
                "--bootstrap-admin-password=" + ADMIN);
    }

    /** It opens its port when its database has all its tables. */
    @Override
    public Duration patience() {
        return Duration.ofMinutes(8);
    }

    @Override
    public String toString() {
        return "keycloak";
    }

    private static Path built() {
        Path root = Places.existing(
                Places.built("servers").resolve("keycloak"), "mvn pre-integration-test -pl e2e -am -Pall");
        Path home = Trees.only(root);
        if (!Files.exists(root.resolve("done"))) {
            List<String> command = List.of("sh", home.resolve("bin/kc.sh").toString(), "build", "--db=dev-mem");
            Program.Result result = Program.run(command, Map.of());
            if (result.exitCode() != 0) {
                throw new AssertionError(command + " ended with " + result.exitCode() + ":\n" + result.output());
            }
            Trees.touch(root.resolve("done"));
        }
        return home;
    }
}
