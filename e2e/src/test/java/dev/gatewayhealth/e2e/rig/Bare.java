package dev.gatewayhealth.e2e.rig;

import java.nio.file.Path;
import java.util.List;

/** A server without an application's protocol of its own, which only takes the calls that {@code Course} and the servlets answer alike. */
public enum Bare implements Host {
    REACTOR_NETTY("reactor-netty-1.2", "ReactorNettyUnderTest"),
    VERTX("vertx-5.1", "VertxUnderTest"),
    GRIZZLY("grizzly-4.0", "GrizzlyUnderTest"),
    HTTP_SERVER("jdk", "HttpServerUnderTest");

    private final String directory;
    private final String main;

    Bare(String directory, String main) {
        this.directory = directory;
        this.main = main;
    }

    @Override
    public List<String> launch(Path work, int port, int threads) {
        String classPath = this == HTTP_SERVER ? Places.builtClasses() : Places.engineClassPath(directory);
        return List.of(
                "-Dapp.port=" + port,
                "-Dapp.threads=" + threads,
                "-cp",
                classPath,
                "dev.gatewayhealth.e2e.app." + main);
    }

    @Override
    public String toString() {
        return directory;
    }
}
