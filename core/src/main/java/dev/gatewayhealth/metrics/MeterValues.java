package dev.gatewayhealth.metrics;

import dev.gatewayhealth.finding.Finding;
import dev.gatewayhealth.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the numbers are taken from a report. */
final class MeterValues {

    private MeterValues() {}

    /** Several for a meter with tags, perhaps none; otherwise one. */
    static List<Sample> of(MeterName meter, Report report) {
        return switch (meter) {
            case HEALTH -> one(health(report));
            case FINDINGS -> findings(report);
            case REQUESTS_ACTIVE -> one((double) report.exchanges().inFlight());
            case REQUESTS_NEAR -> one(report.exchanges().near().size());
            case REQUESTS_SILENCE_MAX -> one(report.exchanges().longestSilenceMs() / 1000.0);
            case REQUESTS_GAVE_UP -> one((double) report.exchanges().gaveUp());
            case RESOURCE_USED -> resources(report, Report.ResourceState::used);
            case RESOURCE_LIMIT -> resources(report, Report.ResourceState::limit);
            case RESOURCE_EXHAUSTED_IN -> resources(report, Report.ResourceState::exhaustedInSeconds);
        };
    }

    private static List<Sample> one(double value) {
        return List.of(new Sample(Map.of(), value));
    }

    private static double health(Report report) {
        return switch (report.status()) {
            case UP -> 1;
            case WARN -> 0.5;
            case DOWN, DRAINING -> 0;
        };
    }

    private static List<Sample> findings(Report report) {
        Map<Map<String, String>, Integer> active = new LinkedHashMap<>();
        for (Finding finding : report.findings()) {
            if (finding.active()) {
                Map<String, String> tags = new LinkedHashMap<>();
                tags.put("code", finding.code().word());
                tags.put("severity", finding.severity().word());
                active.merge(tags, 1, Integer::sum);
            }
        }
        List<Sample> samples = new ArrayList<>();
        active.forEach((tags, count) -> samples.add(new Sample(tags, count)));
        return samples;
    }

    private static List<Sample> resources(Report report, Function<Report.ResourceState, @Nullable Double> number) {
        List<Sample> samples = new ArrayList<>();
        for (Report.ResourceState resource : scarcest(report)) {
            Double value = number.apply(resource);
            if (value != null && Double.isFinite(value)) {
                samples.add(new Sample(Map.of("resource", resource.name()), value));
            }
        }
        return samples;
    }

    /** Several connectors share the name of a resource; a series can show one, so it shows the one that runs out first. */
    private static Iterable<Report.ResourceState> scarcest(Report report) {
        Map<String, Report.ResourceState> byName = new LinkedHashMap<>();
        for (Report.ResourceState resource : report.resources()) {
            byName.merge(resource.name(), resource, (a, b) -> headroom(b) < headroom(a) ? b : a);
        }
        return byName.values();
    }

    private static double headroom(Report.ResourceState resource) {
        Double headroom = resource.headroom();
        return headroom == null ? Double.MAX_VALUE : headroom;
    }
}
