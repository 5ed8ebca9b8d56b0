package dev.gatewayhealth.e2e.rig;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A child JVM whose application has the library's filter, with the agent beside it or without. */
public final class FilteredService implements AutoCloseable {

    private final Child child;
    private final int port;

    private FilteredService(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /** Without the agent the same settings are given as system properties. */
    public static FilteredService start(String name, boolean agent, Map<String, String> settings) {
        Path work = Places.work(name);
        int port = Places.freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dapp.port=" + port));
        settings.forEach((key, value) -> command.add("-Dgateway.health." + key + "=" + value));
        if (agent) {
            command.add("-javaagent:" + Places.agent());
        }
        command.addAll(List.of("-cp", classPath(), "dev.gatewayhealth.e2e.app.FilteredApp"));
        Child child = Child.start(work, "service", command, Map.of());
        child.awaitPort(port);
        return new FilteredService(child, port);
    }

    private static String classPath() {
        Path tomcat =
                Places.existing(Places.built("tomcats").resolve("embedded-11"), "mvn pre-integration-test -pl e2e -am");
        List<Path> places = new ArrayList<>();
        places.add(Places.built("classes"));
        places.addAll(list(tomcat, ".jar"));
        places.addAll(list(Places.repository("core/target"), ".jar"));
        places.addAll(list(Places.repository("servlet/target"), ".jar"));
        return places.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static List<Path> list(Path directory, String ending) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        child.close();
    }
}
