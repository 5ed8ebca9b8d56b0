package dev.gatewayhealth.benchmarks.anchors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes what a run says between two marks in {@code docs/performance.md}, and its plots beside it. */
final class Page {

    private static final String BEGIN = "<!-- The benchmark against the anchors begins; bin/bench writes it. -->";
    private static final String END = "<!-- The benchmark against the anchors ends. -->";

    private final Results results;
    private final List<String> anchors;
    private final Path docs;
    private final StringBuilder text = new StringBuilder();

    Page(Results results, List<String> anchors, Path docs) {
        this.results = results;
        this.anchors = anchors;
        this.docs = docs;
    }

    /**
     * @param where the machine and its software, in a line
     * @param jars what is attached, with its size
     */
    void write(String where, List<String> jars) throws IOException {
        say("Measured on " + where + ".\n");
        table("| bar | at most | measured | |\n|---|---|---|---|", new Bars(results).rows());
        for (String subject : results.subjects(Metric.CPU)) {
            cpu(subject);
        }
        for (String subject : results.subjects(Metric.START)) {
            starts(subject);
        }
        growth();
        table("\n### Size\n\n| jar | MB |\n|---|---|", jars);
        Path page = docs.resolve("performance.md");
        String old = Files.readString(page);
        int begin = old.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(page, old.substring(0, begin) + "\n\n" + text + "\n" + old.substring(old.indexOf(END)));
    }

    private void cpu(String subject) throws IOException {
        List<String> rows = new ArrayList<>();
        List<Plot.Bar> bars = new ArrayList<>();
        for (String anchor : anchors) {
            Interval ratio = results.paired(Metric.CPU, subject, anchor, Anchor.NONE, (a, b) -> a / b);
            if (ratio.count() > 0) {
                rows.add("| " + anchor + " | " + Bars.show(results.interval(Metric.CPU, subject, anchor)) + " | "
                        + Bars.show(ratio) + " | " + ratio.count() + bytes(subject, anchor) + " |");
                bars.add(new Plot.Bar(anchor, ratio, anchor.startsWith("ours")));
            }
        }
        table(
                "\n### CPU per request, " + subject + "\n\n"
                        + plot("cpu " + subject, "CPU per request, none = 1", bars, 2)
                        + "\n| | µs | ratio to none, paired | slices | bytes more, escape analysis off |\n|---|---|---|---|---|",
                rows);
    }

    private String bytes(String subject, String anchor) {
        Interval more = results.paired(Metric.BYTES, subject, anchor, Anchor.NONE, (a, b) -> a - b);
        return " | " + (more.count() == 0 ? "" : Long.toString(Math.round(more.median())));
    }

    private void starts(String subject) throws IOException {
        List<String> rows = new ArrayList<>();
        List<Plot.Bar> bars = new ArrayList<>();
        for (String anchor : anchors) {
            Interval cpu = results.interval(Metric.START, subject, anchor);
            if (cpu.count() > 0) {
                rows.add("| " + anchor + " | " + median(Metric.WALL, subject, anchor) + " | " + Bars.show(cpu) + " | "
                        + median(Metric.SETTLED, subject, anchor) + " | " + median(Metric.RSS, subject, anchor) + " | "
                        + median(Metric.CLASSES, subject, anchor) + " | " + median(Metric.METASPACE, subject, anchor)
                        + " | " + median(Metric.IDLE, subject, anchor) + " | " + cpu.count() + " |");
                bars.add(new Plot.Bar(anchor, cpu, anchor.startsWith("ours")));
            }
        }
        table(
                "\n### Start to the first 200, " + subject + "\n\n"
                        + plot("start " + subject, "CPU of the start, ms", bars, 0)
                        + "\n| | wall ms | CPU ms | CPU ms, 2 s later | RSS MiB | classes | metaspace MiB | idle, CPU ms per s | starts |\n"
                        + "|---|---|---|---|---|---|---|---|---|",
                rows);
    }

    private String median(String metric, String subject, String anchor) {
        double value = results.interval(metric, subject, anchor).median();
        return value < 100 ? String.format(java.util.Locale.ROOT, "%.1f", value) : Long.toString(Math.round(value));
    }

    private void growth() throws IOException {
        List<String> rows = new ArrayList<>();
        List<Plot.Bar> bars = new ArrayList<>();
        for (int inFlight : Growth.IN_FLIGHT) {
            String subject = Integer.toString(inFlight);
            Interval nanos = results.interval(Metric.GROWTH_NANOS, subject, Anchor.AGENT);
            if (nanos.count() > 0) {
                rows.add("| " + subject + " | " + Bars.show(nanos) + " | "
                        + median(Metric.GROWTH_WATCH, subject, Anchor.AGENT) + " |");
                bars.add(new Plot.Bar(subject + " in flight", nanos, true));
            }
        }
        if (rows.isEmpty()) {
            return; // nor a plot
        }
        table(
                "\n### By exchanges in flight\n\n" + plot("growth", "one exchange more, ns", bars, 0)
                        + "\n| in flight | one more, ns | watchdog, CPU ms per s |\n|---|---|---|",
                rows);
    }

    private String plot(String name, String title, List<Plot.Bar> bars, int digits) throws IOException {
        String file = "performance-" + name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".svg";
        Files.writeString(docs.resolve(file), Plot.bars(title, bars, digits));
        return "![" + title + "](" + file + ")\n";
    }

    private void table(String head, List<String> rows) {
        if (!rows.isEmpty()) {
            say(head);
            rows.forEach(this::say);
        }
    }

    private void say(String line) {
        text.append(line).append('\n');
    }
}
