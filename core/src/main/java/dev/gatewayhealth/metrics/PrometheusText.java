package dev.gatewayhealth.metrics;

import dev.gatewayhealth.report.Report;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report in Prometheus' text format 0.0.4, for hosts without a registry. It is written here because a registry inside
 * the agent would cost 1.6 MB and, for want of SLF4J, initialise {@code java.util.logging} under a host that may not have
 * set its log manager yet (JBoss would not boot). The lines are those Micrometer's registry would write.
 */
public final class PrometheusText {

    private final StringBuilder out = new StringBuilder(4096);

    private PrometheusText() {}

    /**
     * {@return the lines of all meters, each with its end}
     *
     * @param report the latest
     */
    public static String of(Report report) {
        PrometheusText text = new PrometheusText();
        for (MeterName meter : MeterName.values()) {
            List<Sample> samples = MeterValues.of(meter, report);
            if (!samples.isEmpty()) {
                text.add(meter, samples);
            }
        }
        return text.out.toString();
    }

    private void add(MeterName meter, List<Sample> samples) {
        head(meter);
        if (meter.kind() == MeterName.Kind.HISTOGRAM) {
            histograms(meter, samples);
            return;
        }
        for (Sample sample : samples) {
            line(meter.prometheus(), sample.tags(), false, Double.toString(sample.value()));
        }
    }

    private void head(MeterName meter) {
        String name = meter.prometheus();
        out.append("# HELP ").append(name).append(' ');
        escaped(meter.description(), false);
        out.append("\n# TYPE ").append(name).append(' ');
        out.append(meter.kind().name().toLowerCase(Locale.ROOT)).append('\n');
    }

    /** The buckets of a series follow one another, each counting those below it, too; the last is the one without a bound. */
    private void histograms(MeterName meter, List<Sample> buckets) {
        long count = 0;
        double sum = 0;
        for (Sample bucket : buckets) {
            count += (long) bucket.value();
            sum += bucket.sum();
            line(meter.prometheus() + "_bucket", bucket.tags(), false, Long.toString(count));
            if ("+Inf".equals(bucket.tags().get(MeterValues.BOUND))) {
                line(meter.prometheus() + "_count", bucket.tags(), true, Long.toString(count));
                line(meter.prometheus() + "_sum", bucket.tags(), true, Double.toString(sum));
                count = 0;
                sum = 0;
            }
        }
    }

    private void line(String name, Map<String, String> tags, boolean withoutBound, String value) {
        out.append(name);
        char before = '{';
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            if (withoutBound && tag.getKey().equals(MeterValues.BOUND)) {
                continue;
            }
            out.append(before).append(tag.getKey()).append("=\"");
            escaped(tag.getValue(), true);
            out.append('"');
            before = ',';
        }
        out.append(before == ',' ? "} " : " ").append(value).append('\n');
    }

    private void escaped(String text, boolean quoted) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                out.append("\\n");
            } else if (c == '\\' || (c == '"' && quoted)) {
                out.append('\\').append(c);
            } else {
                out.append(c);
            }
        }
    }
}
