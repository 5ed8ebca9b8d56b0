package dev.gatewayhealth.benchmarks.startup;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures what the agent adds to the start of a bare Tomcat, in whole processes: without any agent, with an empty one, with ours;
 * interleaved, so that each start of ours has one of the others' beside it, and compared pair by pair.
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar dev.gatewayhealth.benchmarks.startup.StartupHarness 15</pre>
 *
 * <p>With {@code --appcds} behind it, each starts from an archive of its classes that was made without any agent (JEP 350).
 */
public final class StartupHarness {

    private static final Path SERVER = Path.of("benchmarks", "target", "startup");
    private static final Path AGENT = Path.of("agent", "target", "gateway-health-agent.jar");

    private StartupHarness() {}

    /** The number of rounds; run in the root of the repository. */
    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15;
        Path work = Files.createTempDirectory("startup");
        String classPath = classPath(work);
        List<String> common = List.of(arguments).contains("--appcds") ? List.of(archive(classPath, work)) : List.of();
        List<Variant> variants = new ArrayList<>(List.of(
                new Variant("none", common),
                new Variant("empty", with(common, "-javaagent:" + emptyAgent(work))),
                new Variant("ours", with(common, "-javaagent:" + AGENT.toAbsolutePath()))));
        Map<String, List<Figures>> figures = new LinkedHashMap<>();
        for (int round = -1; round < rounds; round++) {
            Collections.rotate(variants, 1);
            for (Variant variant : variants) {
                Figures measured = Start.of(variant, classPath, work);
                // The first round warms the machine's caches.
                if (round >= 0) {
                    figures.computeIfAbsent(variant.name(), name -> new ArrayList<>())
                            .add(measured);
                }
            }
        }
        print(figures);
    }

    /** Starts the service once and has it archive what it has loaded; the option by which it is used. */
    private static String archive(String classPath, Path work) throws IOException {
        Path archive = work.resolve("service.jsa");
        Start.of(new Variant("archive", List.of("-XX:ArchiveClassesAtExit=" + archive)), classPath, work);
        if (!Files.exists(archive)) {
            throw new IOException("No archive was written; see archive.out in " + work);
        }
        return "-XX:SharedArchiveFile=" + archive;
    }

    private static List<String> with(List<String> common, String more) {
        List<String> all = new ArrayList<>(common);
        all.add(more);
        return all;
    }

    private static void print(Map<String, List<Figures>> figures) {
        System.out.println("| | wall ms | CPU ms | CPU ms, 2 s later | RSS MiB | classes | metaspace MiB |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (String name : List.of("none", "empty", "ours")) {
            System.out.println("| " + name + row(figures.getOrDefault(name, List.of())));
        }
        System.out.println("| empty − none, paired" + row(paired(figures, "empty", "none")));
        System.out.println("| **ours − empty, paired**" + row(paired(figures, "ours", "empty")));
    }

    private static List<Figures> paired(Map<String, List<Figures>> figures, String one, String other) {
        List<Figures> differences = new ArrayList<>();
        List<Figures> ones = figures.getOrDefault(one, List.of());
        for (int i = 0; i < ones.size(); i++) {
            differences.add(
                    ones.get(i).minus(figures.getOrDefault(other, List.of()).get(i)));
        }
        return differences;
    }

    private static String row(List<Figures> all) {
        return cell(all, Figures::wall, 0)
                + cell(all, Figures::cpu, 0)
                + cell(all, Figures::settled, 0)
                + cell(all, Figures::rss, 0)
                + cell(all, Figures::classes, 0)
                + cell(all, Figures::metaspace, 1)
                + " |";
    }

    /** The median, and the quartiles around it. */
    private static String cell(List<Figures> all, ToDoubleFunction<Figures> what, int digits) {
        double[] sorted = all.stream().mapToDouble(what).sorted().toArray();
        return String.format(
                Locale.ROOT,
                " | %." + digits + "f (%." + digits + "f…%." + digits + "f)",
                sorted[sorted.length / 2],
                sorted[sorted.length / 4],
                sorted[sorted.length * 3 / 4]);
    }

    private static String classPath(Path work) throws IOException {
        Path own = work.resolve("bare.jar");
        jar(own, new Manifest(), BareTomcat.class);
        try (Stream<Path> jars = Files.list(SERVER)) {
            return Stream.concat(Stream.of(own), jars.sorted())
                    .map(path -> path.toAbsolutePath().toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static Path emptyAgent(Path work) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Premain-Class", EmptyAgent.class.getName());
        Path jar = work.resolve("empty-agent.jar");
        jar(jar, manifest, EmptyAgent.class);
        return jar;
    }

    private static void jar(Path file, Manifest manifest, Class<?> only) {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        String name = only.getName().replace('.', '/') + ".class";
        try (InputStream in = only.getClassLoader().getResourceAsStream(name);
                OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.putNextEntry(new JarEntry(name));
            in.transferTo(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
