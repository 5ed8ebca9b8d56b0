package dev.gatewayhealth.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;

/**
 * A histogram in one registry. Micrometer has none that can be read off somebody else's, so what was added to each bucket since the last
 * time is recorded anew: as often, at the mean of what was added, which lies in the same bucket and leaves the sum as it is.
 */
final class Recorded {

    /** At once; what is more comes the next time. A quarter of a second's work, should nobody have asked for a day. */
    private static final long MOST = 1_000_000;

    private final MeterName meter;
    private final MeterSource source;
    private final MeterRegistry registry;
    private final Map<Map<String, String>, Sample> before = new HashMap<>();
    private final Map<Map<String, String>, DoubleConsumer> series = new HashMap<>();

    Recorded(MeterName meter, MeterSource source, MeterRegistry registry) {
        this.meter = meter;
        this.source = source;
        this.registry = registry;
    }

    /** One thread at a time. */
    void refresh() {
        Map<Map<String, String>, Double> counts = source.values(meter.word());
        Map<Map<String, String>, Double> sums = source.values(meter.word() + MeterValues.SUM);
        double[] bounds = bounds(counts);
        for (Map.Entry<Map<String, String>, Double> each : counts.entrySet()) {
            Map<String, String> bucket = each.getKey();
            add(bucket, each.getValue(), sums.getOrDefault(bucket, 0.0), bounds);
        }
    }

    private void add(Map<String, String> bucket, double count, double sum, double[] bounds) {
        Map<String, String> tags = new HashMap<>(bucket);
        tags.remove(MeterValues.BOUND);
        DoubleConsumer its = series.computeIfAbsent(tags, one -> registered(tags(one), bounds));
        Sample last = before.getOrDefault(bucket, new Sample(bucket, 0));
        long more = (long) Math.min(count - last.value(), (double) MOST);
        if (more <= 0) {
            return;
        }
        String bound = bucket.getOrDefault(MeterValues.BOUND, "+Inf");
        double atMost = bound.equals("+Inf") ? Double.MAX_VALUE : Double.parseDouble(bound);
        double mean = Math.min((sum - last.sum()) / (count - last.value()), atMost);
        for (long i = 0; i < more; i++) {
            its.accept(mean);
        }
        before.put(bucket, new Sample(bucket, last.value() + (double) more, last.sum() + (double) more * mean));
    }

    private DoubleConsumer registered(Tags tags, double[] bounds) {
        return "seconds".equals(meter.unit()) ? timer(tags, bounds) : summary(tags)::record;
    }

    private DoubleConsumer timer(Tags tags, double[] bounds) {
        Duration[] objectives = new Duration[bounds.length];
        for (int i = 0; i < bounds.length; i++) {
            objectives[i] = Duration.ofNanos(Math.round(bounds[i] * 1e9));
        }
        Timer its = Timer.builder(meter.word())
                .description(meter.description())
                .serviceLevelObjectives(objectives)
                .tags(tags)
                .register(registry);
        return seconds -> its.record(Math.round(seconds * 1e9), TimeUnit.NANOSECONDS);
    }

    /** Without buckets: Micrometer's round each value up to a whole number first, and these lie between 0 and 1. */
    private DistributionSummary summary(Tags tags) {
        return DistributionSummary.builder(meter.word())
                .description(meter.description())
                .baseUnit(meter.unit())
                .tags(tags)
                .register(registry);
    }

    private static Tags tags(Map<String, String> series) {
        Tags tags = Tags.empty();
        for (Map.Entry<String, String> tag : series.entrySet()) {
            tags = tags.and(tag.getKey(), tag.getValue());
        }
        return tags;
    }

    private static double[] bounds(Map<Map<String, String>, Double> counts) {
        return counts.keySet().stream()
                .map(tags -> tags.getOrDefault(MeterValues.BOUND, "+Inf"))
                .filter(bound -> !bound.equals("+Inf"))
                .mapToDouble(Double::parseDouble)
                .distinct()
                .sorted()
                .toArray();
    }
}
