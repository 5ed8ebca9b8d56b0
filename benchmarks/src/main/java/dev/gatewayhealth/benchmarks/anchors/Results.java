package dev.gatewayhealth.benchmarks.anchors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;

/** Everything a run measured, one value a line; kept as a file, so that the page can be made anew without another run. */
final class Results {

    private final List<Value> values = new ArrayList<>();

    /**
     * One value.
     *
     * @param metric what was measured, with its unit
     * @param subject on which service, and by which way
     * @param anchor with what attached
     * @param round values of one round were taken one after the other and are compared with each other
     */
    record Value(String metric, String subject, String anchor, int round, double value) {}

    void add(String metric, String subject, String anchor, int round, double value) {
        values.add(new Value(metric, subject, anchor, round, value));
    }

    /** Those of one kind, by round. */
    SortedMap<Integer, Double> of(String metric, String subject, String anchor) {
        SortedMap<Integer, Double> result = new TreeMap<>();
        for (Value each : values) {
            if (each.metric.equals(metric) && each.subject.equals(subject) && each.anchor.equals(anchor)) {
                result.put(each.round, each.value);
            }
        }
        return result;
    }

    Interval interval(String metric, String subject, String anchor) {
        return Interval.of(List.copyOf(of(metric, subject, anchor).values()));
    }

    /** Each value with the one of the other anchor's in the same round; a round that lacks one of them is left out. */
    Interval paired(String metric, String subject, String anchor, String other, DoubleBinaryOperator compared) {
        SortedMap<Integer, Double> others = of(metric, subject, other);
        List<Double> pairs = new ArrayList<>();
        of(metric, subject, anchor).forEach((round, value) -> {
            Double its = others.get(round);
            if (its != null) {
                pairs.add(compared.applyAsDouble(value, its));
            }
        });
        return Interval.of(pairs);
    }

    /** The subjects this was measured on. */
    Set<String> subjects(String metric) {
        Set<String> result = new TreeSet<>();
        values.stream().filter(each -> each.metric.equals(metric)).forEach(each -> result.add(each.subject));
        return result;
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(
                file,
                values.stream()
                        .map(each -> String.join(
                                ";",
                                each.metric,
                                each.subject,
                                each.anchor,
                                Integer.toString(each.round),
                                Double.toString(each.value)))
                        .toList());
    }

    static Results read(Path file) throws IOException {
        Results results = new Results();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split(";", -1);
            results.add(parts[0], parts[1], parts[2], Integer.parseInt(parts[3]), Double.parseDouble(parts[4]));
        }
        return results;
    }
}
