package dev.gatewayhealth.benchmarks.anchors;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A service to attach things to. It takes the port to listen on as its first argument and answers {@code /hello}.
 *
 * @param classPath jars and directories
 */
record Subject(String name, String main, List<String> classPath, boolean spring) {

    static final String TOMCAT = "Tomcat 11";
    static final String JETTY = "Jetty 12.1";
    static final String BOOT = "Spring Boot 4.1";

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** The command that starts it with this attached. */
    List<String> command(Anchor anchor, int port, Path work, List<String> more) {
        List<String> path = new ArrayList<>(anchor.jars());
        for (String jar : classPath) {
            // Of two copies of one jar the first counts.
            if (path.stream().noneMatch(each -> name(each).equals(name(jar)))) {
                path.add(jar);
            }
        }
        List<String> command = new ArrayList<>(List.of(JAVA, "-Xms256m", "-Xmx256m"));
        command.addAll(more);
        command.addAll(anchor.options());
        command.addAll(List.of("-cp", String.join(File.pathSeparator, path), main));
        command.addAll(spring ? List.of("--server.port=" + port) : List.of(Integer.toString(port), work.toString()));
        return command;
    }

    private static String name(String jar) {
        return Path.of(jar).getFileName().toString();
    }
}
