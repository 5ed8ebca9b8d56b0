package dev.gatewayhealth.metrics;

import dev.gatewayhealth.report.Report;
import java.util.List;
import java.util.Map;

/**
 * The report in Prometheus' text format 0.0.4, for hosts without a registry. It is written here because a registry inside
 * the agent would cost 1.6 MB and, for want of SLF4J, initialise {@code java.util.logging} under a host that may not have
 * set its log manager yet (JBoss would not boot). The lines are those Micrometer's registry would write.
 */
public final class PrometheusText {

    private PrometheusText() {}

    public static String of(Report report) {
        StringBuilder out = new StringBuilder(2048);
        for (MeterName meter : MeterName.values()) {
            List<Sample> samples = MeterValues.of(meter, report);
            if (!samples.isEmpty()) {
                head(out, meter);
                samples.forEach(sample -> line(out, meter, sample));
            }
        }
        return out.toString();
    }

    private static void head(StringBuilder out, MeterName meter) {
        String name = meter.prometheus();
        out.append("# HELP ").append(name).append(' ');
        escaped(out, meter.description(), false);
        out.append("\n# TYPE ").append(name).append(meter.counter() ? " counter\n" : " gauge\n");
    }

    private static void line(StringBuilder out, MeterName meter, Sample sample) {
        out.append(meter.prometheus());
        char before = '{';
        for (Map.Entry<String, String> tag : sample.tags().entrySet()) {
            out.append(before).append(tag.getKey()).append("=\"");
            escaped(out, tag.getValue(), true);
            out.append('"');
            before = ',';
        }
        out.append(before == ',' ? "} " : " ").append(sample.value()).append('\n');
    }

    private static void escaped(StringBuilder out, String text, boolean quoted) {
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
