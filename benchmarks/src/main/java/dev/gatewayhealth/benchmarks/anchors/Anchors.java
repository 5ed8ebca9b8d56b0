package dev.gatewayhealth.benchmarks.anchors;

import dev.gatewayhealth.benchmarks.startup.EmptyAgent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Measures what ours and other agents cost a service, in one run, and writes it into {@code docs/performance.md}. Run by {@code bin/bench} in the
 * root of the repository.
 *
 * <p>{@code --quick} only shows that everything works; {@code --service=NAME} leaves the other services out, {@code --ours} the other agents,
 * {@code --cpu} everything but the CPU per request; {@code --starts} measures nothing but starts and prints what is added to them; {@code --page} writes the page anew from the last run; {@code --no-page} writes none.
 */
public final class Anchors {

    private static final Path RESULTS = Path.of("benchmarks", "target", "anchors", "results.csv");
    private static final Path STARTS = RESULTS.resolveSibling("starts.csv");

    private Anchors() {}

    public static void main(String[] arguments) throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(Anchors::endAll));
        Set<String> options = Set.of(arguments);
        Places places = new Places(Path.of("").toAbsolutePath());
        Path work = Files.createTempDirectory("anchors");
        List<Anchor> anchors = places.anchors(places.agent(EmptyAgent.class, work), work);
        if (options.contains("--starts")) {
            starts(plan(options, work), places, some(anchors, options));
            return;
        }
        Results results = options.contains("--page") ? Results.read(RESULTS) : new Results();
        if (!options.contains("--page")) {
            measure(plan(options, work), places, some(anchors, options), results, options.contains("--cpu"));
        }
        if (!options.contains("--no-page")) {
            List<String> names = anchors.stream().map(Anchor::name).distinct().toList();
            new Page(results, names, Path.of("docs")).write(machine(), places.sizes());
        }
    }

    /** Whoever breaks a run off leaves no services behind. */
    private static void endAll() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private static List<Anchor> some(List<Anchor> anchors, Set<String> options) {
        return options.contains("--ours")
                ? anchors.stream().filter(Anchor::judged).toList()
                : anchors;
    }

    private static Plan plan(Set<String> options, Path work) {
        Plan plan = options.contains("--quick") ? Plan.quick(work) : Plan.whole(work);
        plan = options.contains("--starts") ? plan.startsOnly() : plan;
        for (String option : options) {
            if (option.startsWith("--service=")) {
                return plan.only(Set.of(option.substring("--service=".length())));
            }
        }
        return plan;
    }

    private static void starts(Plan plan, Places places, List<Anchor> anchors) throws IOException {
        Results results = new Results();
        for (Subject subject : places.subjects(plan.work())) {
            if (plan.has(subject)) {
                say("starts of " + subject.name());
                new Starts(results, plan).measure(subject, anchors);
                results.write(STARTS);
            }
        }
        new Bars(results).starts().forEach(System.out::println);
    }

    private static void measure(Plan plan, Places places, List<Anchor> anchors, Results results, boolean onlyCpu)
            throws IOException {
        for (Subject subject : places.subjects(plan.work())) {
            if (plan.has(subject)) {
                if (!onlyCpu) {
                    startsAndBytes(plan, subject, anchors, results);
                }
                say("CPU per request of " + subject.name());
                new Slices(results, plan).cpu(subject, anchors);
                results.write(RESULTS);
            }
        }
        if (!onlyCpu) {
            say("growth");
            new Growth(results, plan.idleSeconds()).measure();
            results.write(RESULTS);
        }
    }

    private static void startsAndBytes(Plan plan, Subject subject, List<Anchor> anchors, Results results)
            throws IOException {
        say("starts of " + subject.name());
        new Starts(results, plan).measure(subject, anchors);
        results.write(RESULTS);
        say("bytes per request of " + subject.name());
        new Slices(results, plan).bytes(subject, anchors);
        results.write(RESULTS);
    }

    private static void say(String what) {
        System.out.println(LocalTime.now(ZoneId.systemDefault()).withNano(0) + " " + what);
    }

    private static String machine() throws IOException {
        List<String> parts = new ArrayList<>();
        parts.add(Runtime.getRuntime().availableProcessors() + " processors");
        Files.readAllLines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .ifPresent(
                        line -> parts.add(line.substring(line.indexOf(':') + 1).strip()));
        parts.add("Java " + Runtime.version());
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0];
        parts.add(String.format(Locale.ROOT, "load at the end %s", load));
        return String.join(", ", parts);
    }
}
