package dev.gatewayhealth.metrics;

import dev.gatewayhealth.report.ReportSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whoever can say what the meters stand at; the numbers come from the latest report, on any thread. */
@FunctionalInterface
public interface MeterSource {

    /**
     * The values of one meter by tags; a meter without tags has one, by no tags. Empty if there is nothing to tell, or no such meter.
     *
     * @param meter its name in Micrometer, see {@link MeterName#word}
     */
    Map<Map<String, String>, Double> values(String meter);

    /** Those of a report. */
    static MeterSource of(ReportSource reports) {
        return word -> {
            Map<Map<String, String>, Double> values = new LinkedHashMap<>();
            for (MeterName meter : MeterName.values()) {
                if (meter.word().equals(word)) {
                    for (Sample sample : MeterValues.of(meter, reports.report())) {
                        values.put(sample.tags(), sample.value());
                    }
                }
            }
            return values;
        };
    }
}
