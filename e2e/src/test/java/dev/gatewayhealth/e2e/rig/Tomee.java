package dev.gatewayhealth.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A TomEE with its own configuration, but for the port, and the app under test as its root application. */
final class Tomee {

    private Tomee() {}

    /** Lays the base out and says what to write behind Java. */
    static List<String> launch(Path work, int port) {
        Path home = Trees.only(Places.existing(
                Places.built("servers").resolve("tomee"), "mvn pre-integration-test -pl e2e -am -Pall"));
        Path base = work.resolve("base");
        try {
            Trees.copy(home.resolve("conf"), base.resolve("conf"));
            Files.createDirectories(base.resolve("temp"));
            Path server = base.resolve("conf/server.xml");
            Files.writeString(
                    server,
                    Files.readString(server)
                            .replace("Server port=\"8005\"", "Server port=\"-1\"")
                            .replace("port=\"8080\"", "address=\"127.0.0.1\" port=\"" + port + "\""));
            Trees.copy(Places.built("classes"), base.resolve("webapps/ROOT/WEB-INF/classes"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(
                // As its own script does.
                "-javaagent:" + home.resolve("lib/openejb-javaagent.jar"),
                "-Dcatalina.home=" + home,
                "-Dcatalina.base=" + base,
                "-Djava.io.tmpdir=" + base.resolve("temp"),
                "-cp",
                home.resolve("bin/bootstrap.jar") + ":" + home.resolve("bin/tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap",
                "start");
    }
}
