package dev.gatewayhealth.metrics;

import dev.gatewayhealth.report.ReportSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whoever can say what the meters stand at; the numbers come from the latest report, on any thread. */
@FunctionalInterface
public interface MeterSource {

    /**
     * The values of one meter by tags; a meter without tags has one, by no tags. A histogram has one for each bucket: how many lie in
     * it and in none below, by the tags of the series and {@code le}, the bound; and under its name with {@code .sum} what these come
     * to. Empty if there is nothing to tell, or no such meter.
     *
     * @param meter its name in Micrometer, see {@link MeterName#word}
     * @return by tags; never null
     */
    Map<Map<String, String>, Double> values(String meter);

    /**
     * {@return the values of the latest report}
     *
     * @param reports asked whenever a value is
     */
    static MeterSource of(ReportSource reports) {
        return word -> {
            boolean sum = word.endsWith(MeterValues.SUM);
            String asked = sum ? word.substring(0, word.length() - MeterValues.SUM.length()) : word;
            Map<Map<String, String>, Double> values = new LinkedHashMap<>();
            for (MeterName meter : MeterName.values()) {
                if (meter.word().equals(asked) && (!sum || meter.kind() == MeterName.Kind.HISTOGRAM)) {
                    for (Sample sample : MeterValues.of(meter, reports.report())) {
                        values.put(sample.tags(), sum ? sample.sum() : sample.value());
                    }
                }
            }
            return values;
        };
    }
}
