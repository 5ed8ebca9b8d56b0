package dev.gatewayhealth.metrics;

import dev.gatewayhealth.exchange.Spread;
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

    /** Tells the buckets of a histogram apart, as in Prometheus; the values are not added up here. */
    static final String BOUND = "le";

    /** What a bucket's values come to is told under the name of the meter with this behind it. */
    static final String SUM = ".sum";

    /** Several for a meter with tags, perhaps none; several for a histogram, one a bucket; otherwise one. */
    static List<Sample> of(MeterName meter, Report report) {
        return switch (meter) {
            case HEALTH -> one(health(report));
            case FINDINGS -> findings(report);
            case REQUESTS_ACTIVE -> count(report.exchanges().inFlight());
            case REQUESTS_NEAR -> one(report.exchanges().near().size());
            case REQUESTS_SILENCE_MAX -> one(report.exchanges().longestSilenceMs() / 1000.0);
            case REQUESTS_ANSWERED -> count(Math.max(0, report.exchanges().answered()));
            case REQUESTS_GAVE_UP -> count(report.exchanges().gaveUp());
            case REQUESTS_ABANDONED -> count(report.exchanges().abandoned());
            case REQUESTS_FAILED -> count(report.exchanges().failed());
            case REQUESTS_OVERFLOWED -> count(report.exchanges().overflowed());
            case LIMIT_USED -> limitUsed(report);
            case LIMIT_USED_OVER -> limitUsedOver(report);
            case LIMIT_MERGED -> count(report.measured().merged());
            case QUEUE_TIME -> buckets(Map.of(), report.measured().queueTime());
            case RESPONSE_HEADER_SIZE -> headerSize(report);
            case RESOURCE_USED -> resources(report, Report.ResourceState::used);
            case RESOURCE_LIMIT -> resources(report, Report.ResourceState::limit);
            case RESOURCE_EXHAUSTED_IN -> resources(report, Report.ResourceState::exhaustedInSeconds);
        };
    }

    private static List<Sample> count(long value) {
        return one((double) value);
    }

    private static List<Sample> one(double value) {
        return List.of(new Sample(Map.of(), value));
    }

    private static List<Sample> limitUsed(Report report) {
        List<Sample> samples = new ArrayList<>();
        for (Map.Entry<String, Spread.Reading> route :
                report.measured().limitUsed().entrySet()) {
            samples.addAll(buckets(Map.of("route", route.getKey()), route.getValue()));
        }
        return samples;
    }

    /** Each bound of the histogram, seen from above. */
    private static List<Sample> limitUsedOver(Report report) {
        List<Sample> samples = new ArrayList<>();
        for (Map.Entry<String, Spread.Reading> route :
                report.measured().limitUsed().entrySet()) {
            List<Spread.Bucket> buckets = route.getValue().buckets();
            long over = 0;
            for (int i = buckets.size() - 1; i > 0; i--) {
                over += buckets.get(i).count();
                Map<String, String> tags = new LinkedHashMap<>();
                tags.put("route", route.getKey());
                tags.put("share", Double.toString(buckets.get(i - 1).atMost()));
                samples.add(new Sample(tags, (double) over));
            }
        }
        return samples;
    }

    private static List<Sample> buckets(Map<String, String> tags, Spread.Reading reading) {
        List<Sample> samples = new ArrayList<>();
        for (Spread.Bucket bucket : reading.buckets()) {
            Map<String, String> its = new LinkedHashMap<>(tags);
            its.put(BOUND, Double.isInfinite(bucket.atMost()) ? "+Inf" : Double.toString(bucket.atMost()));
            samples.add(new Sample(its, (double) bucket.count(), bucket.sum()));
        }
        return samples;
    }

    private static List<Sample> headerSize(Report report) {
        long bytes = report.measured().largestHeaderBytes();
        return bytes == 0 ? List.of() : count(bytes);
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
