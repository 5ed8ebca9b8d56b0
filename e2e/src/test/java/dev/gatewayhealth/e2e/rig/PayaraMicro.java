package dev.gatewayhealth.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Payara Micro with the app under test as its root application. */
final class PayaraMicro {

    private static final String ON_LOOPBACK = "set configs.config.server-config.network-config.network-listeners"
            + ".network-listener.http-listener.address=127.0.0.1\n";

    private PayaraMicro() {}

    /** Lays the application out and says what to write behind Java. */
    static List<String> launch(Path work, int port) {
        Path jar = Places.existing(
                Places.built("servers/payara-micro/payara-micro.jar"), "mvn pre-integration-test -pl e2e -am -Pall");
        Path commands = work.resolve("before-boot");
        try {
            Trees.copy(Places.built("classes"), work.resolve("ROOT/WEB-INF/classes"));
            Files.writeString(commands, ON_LOOPBACK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(
                "-jar",
                jar.toString(),
                "--nocluster",
                "--port",
                Integer.toString(port),
                "--prebootcommandfile",
                commands.toString(),
                "--deploy",
                work.resolve("ROOT").toString(),
                "--contextroot",
                "/");
    }
}
