package dev.gatewayhealth.benchmarks.anchors;

import dev.gatewayhealth.benchmarks.startup.BareTomcat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Where the services and what is attached to them lie, once the repository and {@code benchmarks/anchors} are built. */
final class Places {

    private static final String FILTER = "-Dbare.initializer=dev.gatewayhealth.servlet.GatewayHealthInitializer";
    private static final String BOOT_MAIN = "dev.gatewayhealth.samples.boot.SampleService";

    private final Path root;
    private final Path agents;

    Places(Path root) {
        this.root = root;
        this.agents = root.resolve("benchmarks/anchors/target/agents");
    }

    List<Subject> subjects(Path work) throws IOException {
        Path boot = unpacked(root.resolve("samples/spring-boot/target/sample-spring-boot.jar"), work.resolve("boot"));
        List<String> bootPath =
                new ArrayList<>(List.of(boot.resolve("BOOT-INF/classes").toString()));
        bootPath.addAll(jars(boot.resolve("BOOT-INF/lib")));
        return List.of(
                new Subject(Subject.TOMCAT, BareTomcat.class.getName(), bare("benchmarks/target/startup", work), false),
                new Subject(
                        Subject.JETTY, BareJetty.class.getName(), bare("benchmarks/anchors/target/jetty", work), false),
                new Subject(Subject.BOOT, BOOT_MAIN, bootPath, true));
    }

    private List<String> bare(String server, Path work) throws IOException {
        Path own = work.resolve("bare.jar");
        if (!Files.exists(own)) {
            jar(own, new Manifest(), BareTomcat.class, BareJetty.class, BareJetty.Hello.class);
        }
        List<String> path = new ArrayList<>(List.of(own.toString()));
        path.addAll(jars(root.resolve(server)));
        return path;
    }

    List<Anchor> anchors(Path emptyAgent, Path work) throws IOException {
        Path jmx = Files.writeString(work.resolve("jmx.yaml"), "rules:\n- pattern: \".*\"\n");
        List<String> library = List.of(built("core", "core"), built("servlet", "servlet"));
        List<String> starter = new ArrayList<>(library);
        starter.add(built("spring-starter", "spring-boot-starter"));
        return List.of(
                new Anchor(Anchor.NONE, List.of(), List.of(), ""),
                new Anchor(Anchor.CONTROL, List.of(), List.of(), ""),
                new Anchor(Anchor.EMPTY, List.of("-javaagent:" + emptyAgent), List.of(), ""),
                new Anchor(Anchor.AGENT, List.of("-javaagent:" + ourAgent()), List.of(), ""),
                new Anchor(Anchor.FILTER, List.of(FILTER), library, Subject.TOMCAT),
                new Anchor(Anchor.FILTER, List.of(FILTER), library, Subject.JETTY),
                new Anchor(Anchor.STARTER, List.of(), starter, Subject.BOOT),
                new Anchor(
                        "OpenTelemetry agent",
                        List.of(
                                "-javaagent:" + agents.resolve("opentelemetry-javaagent.jar"),
                                "-Dotel.traces.exporter=none",
                                "-Dotel.metrics.exporter=none",
                                "-Dotel.logs.exporter=none"),
                        List.of(),
                        ""),
                new Anchor(
                        "Elastic APM agent",
                        List.of(
                                "-javaagent:" + agents.resolve("elastic-apm-agent.jar"),
                                "-Delastic.apm.disable_send=true",
                                "-Delastic.apm.log_level=ERROR"),
                        List.of(),
                        ""),
                new Anchor(
                        "JMX exporter",
                        List.of("-javaagent:" + agents.resolve("jmx_prometheus_javaagent.jar") + "=0:" + jmx),
                        List.of(),
                        ""),
                new Anchor(
                        "Actuator and Micrometer",
                        List.of(),
                        jars(root.resolve("benchmarks/anchors/target/actuator")),
                        Subject.BOOT));
    }

    /** Rows of a table. */
    List<String> sizes() throws IOException {
        List<String> rows = new ArrayList<>(List.of(size("ours: agent", ourAgent())));
        for (String jar : jars(agents)) {
            rows.add(size(Path.of(jar).getFileName().toString(), Path.of(jar)));
        }
        return rows;
    }

    private static String size(String name, Path jar) throws IOException {
        return String.format(Locale.ROOT, "| %s | %.2f |", name, Files.size(jar) / 1e6);
    }

    private Path ourAgent() {
        return root.resolve("agent/target/gateway-health-agent.jar");
    }

    private String built(String module, String name) throws IOException {
        try (Stream<Path> jars = Files.list(root.resolve(module).resolve("target"))) {
            return jars.filter(jar ->
                            jar.getFileName().toString().matches("gateway-health-" + name + "-[^-]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(module + " is not built; run bin/bench"))
                    .toString();
        }
    }

    private static List<String> jars(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** A jar that is only the agent of that class. */
    Path agent(Class<?> premain, Path work) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Premain-Class", premain.getName());
        Path jar = work.resolve("empty-agent.jar");
        jar(jar, manifest, premain);
        return jar;
    }

    private static void jar(Path file, Manifest manifest, Class<?>... classes) throws IOException {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Class<?> each : classes) {
                String name = each.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (InputStream in = Places.class.getClassLoader().getResourceAsStream(name)) {
                    if (in == null) {
                        throw new IOException(name + " is not on the class path");
                    }
                    in.transferTo(jar);
                }
            }
        }
    }

    private static Path unpacked(Path jar, Path into) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = into.resolve(entry.getName()).normalize();
                if (entry.isDirectory() || !file.startsWith(into)) {
                    continue;
                }
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
        return into;
    }
}
