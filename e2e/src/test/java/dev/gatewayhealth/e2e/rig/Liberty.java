package dev.gatewayhealth.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An Open Liberty with the app under test as its root application; its servers have to lie in its own directory. */
final class Liberty {

    private static final String SERVER = """
            <server>
              <featureManager><feature>servlet-6.0</feature></featureManager>
              <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
              <application location="ROOT.war" context-root="/" type="war"/>
            </server>
            """;

    private Liberty() {}

    /** Lays the server out and says what to write behind Java. */
    static List<String> launch(Path work, int port) {
        Path home = Trees.only(Places.existing(
                Places.built("servers").resolve("liberty"), "mvn pre-integration-test -pl e2e -am -Pall"));
        String name = work.getFileName().toString();
        Path server = home.resolve("usr/servers").resolve(name);
        try {
            Trees.copy(Places.built("classes"), server.resolve("apps/ROOT.war/WEB-INF/classes"));
            Files.writeString(server.resolve("server.xml"), SERVER.formatted(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("-jar", home.resolve("bin/tools/ws-server.jar").toString(), name);
    }
}
