package dev.gatewayhealth.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A GlassFish with a domain of its own and the app under test as its root application, started as its own launcher would. */
final class GlassFish {

    /** The ports of its domain that stay open, beside the one for requests. */
    private static final List<String> OTHERS = List.of("3700", "3820", "3920", "6666");

    private static final String ROOT = "<glassfish-web-app><context-root>/</context-root></glassfish-web-app>";

    private GlassFish() {}

    /** Lays the domain out and says what to write behind Java. */
    static List<String> launch(Path work, int port) {
        Path home = Trees.only(Places.existing(
                Places.built("servers").resolve("glassfish"), "mvn pre-integration-test -pl e2e -am -Pall"));
        Path domain = work.resolve("domains/domain1");
        try {
            Trees.copy(home.resolve("glassfish/domains/domain1"), domain);
            Path configuration = domain.resolve("config/domain.xml");
            Files.writeString(configuration, configured(Files.readString(configuration), port));
            Path application = domain.resolve("autodeploy/shop/WEB-INF");
            Trees.copy(Places.built("classes"), application.resolve("classes"));
            Files.writeString(application.resolve("glassfish-web.xml"), ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return command(home, domain);
    }

    private static String configured(String domain, int port) {
        String result = domain.replace(listener("8080"), "address=\"127.0.0.1\" " + listener(Integer.toString(port)))
                .replace(listener("4848"), "address=\"127.0.0.1\" " + listener(Integer.toString(Places.freePort())))
                .replace(listener("8181"), "enabled=\"false\" " + listener("8181"))
                .replace("port=\"8686\"", "enabled=\"false\" port=\"8686\"");
        for (String other : OTHERS) {
            String free = Integer.toString(Places.freePort());
            result = result.replace("port=\"" + other + "\"", "port=\"" + free + "\"")
                    .replace("telnet.port=" + other, "telnet.port=" + free);
        }
        return result;
    }

    private static String listener(String port) {
        return "port=\"" + port + "\" protocol=";
    }

    /** What the launcher says that it would run, without Java itself and without agents. */
    private static List<String> command(Path home, Path domain) {
        List<String> ask = List.of(
                home.resolve("bin/asadmin").toString(),
                "start-domain",
                "--dry-run",
                "--domaindir",
                domain.getParent().toString(),
                "domain1");
        Program.Result said = Program.run(ask, Map.of());
        List<String> lines = said.output().lines().toList();
        int start = lines.indexOf("-cp");
        if (said.exitCode() != 0 || start < 0) {
            throw new AssertionError(ask + " ended with " + said.exitCode() + ":\n" + said.output());
        }
        return lines.subList(start, lines.size()).stream()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> !line.startsWith("-javaagent"))
                .toList();
    }
}
