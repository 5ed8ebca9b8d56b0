package dev.gatewayhealth.metrics;

import dev.gatewayhealth.report.ReportSource;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The current report as Micrometer's meters. Values are read when the registry reads; what is absent from the report has
 * no series.
 */
public final class GatewayHealthMetrics implements MeterBinder {

    private final MeterSource source;
    private final List<Bound> bound = new CopyOnWriteArrayList<>();
    private final List<Counted> counted = new CopyOnWriteArrayList<>();
    private final List<Recorded> recorded = new CopyOnWriteArrayList<>();
    private final AtomicBoolean refreshing = new AtomicBoolean();

    /**
     * For a monitor in this class loader.
     *
     * @param source has the latest report
     */
    public GatewayHealthMetrics(ReportSource source) {
        this(MeterSource.of(source));
    }

    /**
     * For numbers that come from elsewhere, as over the agent's bridge.
     *
     * @param source has the numbers, on any thread
     */
    public GatewayHealthMetrics(MeterSource source) {
        this.source = source;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (MeterName meter : MeterName.values()) {
            if (meter.kind() == MeterName.Kind.HISTOGRAM) {
                recorded.add(new Recorded(meter, source, registry));
            } else if (meter.kind() == MeterName.Kind.COUNTER && !meter.tags().isEmpty()) {
                counted.add(new Counted(meter, registry));
            } else if (!meter.tags().isEmpty() || mayBeAbsent(meter)) {
                bound.add(new Bound(meter, multiGauge(meter, registry)));
            } else if (meter.kind() == MeterName.Kind.COUNTER) {
                // The registry holds the counter's object weakly; the gauges below keep this one alive.
                FunctionCounter.builder(meter.word(), this, metrics -> metrics.value(meter))
                        .description(meter.description())
                        .register(registry);
            } else {
                Gauge.builder(meter.word(), this, metrics -> metrics.value(meter))
                        .description(meter.description())
                        .baseUnit(meter.unit())
                        .strongReference(true)
                        .register(registry);
            }
        }
        refresh();
    }

    private static boolean mayBeAbsent(MeterName meter) {
        return meter == MeterName.RESPONSE_HEADER_SIZE;
    }

    private static MultiGauge multiGauge(MeterName meter, MeterRegistry registry) {
        return MultiGauge.builder(meter.word())
                .description(meter.description())
                .baseUnit(meter.unit())
                .register(registry);
    }

    /**
     * Lets series appear and vanish with the report. Happens by itself whenever a registry reads {@code gateway.health},
     * in time for its next reading; whoever wants it in time for this one calls it before.
     */
    public void refresh() {
        if (!refreshing.compareAndSet(false, true)) {
            return;
        }
        try {
            bound.forEach(Bound::refresh);
            counted.forEach(Counted::refresh);
            recorded.forEach(Recorded::refresh);
        } finally {
            refreshing.set(false);
        }
    }

    private double value(MeterName meter) {
        if (meter == MeterName.HEALTH) {
            refresh();
        }
        return value(meter, Map.of());
    }

    /** The value of one series now; not a number once it is gone and until it is removed. */
    private double value(MeterName meter, Map<String, String> tags) {
        return source.values(meter.word()).getOrDefault(tags, Double.NaN);
    }

    private static Tags tags(Map<String, String> series) {
        Tags tags = Tags.empty();
        for (Map.Entry<String, String> tag : series.entrySet()) {
            tags = tags.and(tag.getKey(), tag.getValue());
        }
        return tags;
    }

    /** A counter with tags in one registry; its series come and stay. */
    private final class Counted {

        private final MeterName meter;
        private final MeterRegistry registry;
        private final Set<Map<String, String>> known = new HashSet<>();

        Counted(MeterName meter, MeterRegistry registry) {
            this.meter = meter;
            this.registry = registry;
        }

        void refresh() {
            for (Map<String, String> series : source.values(meter.word()).keySet()) {
                if (known.add(series)) {
                    FunctionCounter.builder(meter.word(), GatewayHealthMetrics.this, it -> it.value(meter, series))
                            .description(meter.description())
                            .tags(tags(series))
                            .register(registry);
                }
            }
        }
    }

    /** A meter with tags in one registry. */
    private final class Bound {

        private final MeterName meter;
        private final MultiGauge gauge;

        Bound(MeterName meter, MultiGauge gauge) {
            this.meter = meter;
            this.gauge = gauge;
        }

        /** Series that stay are left alone, so that no registry sees them gone for a moment. */
        void refresh() {
            List<MultiGauge.Row<?>> rows = new ArrayList<>();
            for (Map<String, String> series : source.values(meter.word()).keySet()) {
                rows.add(MultiGauge.Row.of(tags(series), GatewayHealthMetrics.this, it -> it.value(meter, series)));
            }
            gauge.register(rows);
        }
    }
}
