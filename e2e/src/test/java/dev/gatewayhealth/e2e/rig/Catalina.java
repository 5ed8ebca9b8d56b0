package dev.gatewayhealth.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A standalone Tomcat's base directory, with the app under test as its root application. */
final class Catalina {

    private static final String SERVER = """
            <Server port="-1">
              <Service name="Catalina">
                <Connector port="%d" address="127.0.0.1" maxThreads="%d">
                  <UpgradeProtocol className="org.apache.coyote.http2.Http2Protocol"/>
                </Connector>
                <Engine name="Catalina" defaultHost="localhost">
                  <Host name="localhost" appBase="webapps"/>
                </Engine>
              </Service>
            </Server>
            """;

    private Catalina() {}

    /** Lays the base out and says what to write behind {@code java}: what {@code catalina.sh run} would. */
    static List<String> prepare(Path home, Path work, int port, int threads, boolean jakarta) {
        try {
            Path base = base(home, work, port, threads);
            Path classes = base.resolve("webapps/ROOT/WEB-INF/classes");
            Trees.copy(Places.built("classes"), classes);
            if (!jakarta) {
                Javax.rename(classes);
            }
            return command(home, base);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with an archive as the application, beneath the path that its name in the base says. */
    static List<String> deploy(Path home, Path work, int port, Path archive, String name) {
        try {
            Path base = base(home, work, port, 20);
            Path webapps = Files.createDirectories(base.resolve("webapps"));
            Files.copy(archive, webapps.resolve(name));
            return command(home, base);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path base(Path home, Path work, int port, int threads) throws IOException {
        Path base = work.resolve("base");
        Files.createDirectories(base.resolve("conf"));
        Files.createDirectories(base.resolve("temp"));
        Files.writeString(base.resolve("conf/server.xml"), SERVER.formatted(port, threads));
        Files.copy(home.resolve("conf/web.xml"), base.resolve("conf/web.xml"));
        return base;
    }

    private static List<String> command(Path home, Path base) {
        return List.of(
                "-Dcatalina.home=" + home,
                "-Dcatalina.base=" + base,
                "-Djava.io.tmpdir=" + base.resolve("temp"),
                "-cp",
                home.resolve("bin/bootstrap.jar") + ":" + home.resolve("bin/tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap",
                "start");
    }
}
