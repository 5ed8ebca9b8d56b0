package dev.gatewayhealth.e2e.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The faults of one section, each on a real nginx, and their part of the page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Faults {

    private final Section section;
    private final List<Row> rows = new ArrayList<>();

    Faults(Section section) {
        this.section = section;
    }

    Stream<Fault> faults() {
        return section.faults().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void comesToWhatThePageSaysAndIsCured(Fault fault) {
        rows.add(Experiment.of(fault));
    }

    @AfterAll
    void write() {
        if (Boolean.getBoolean("docs.update") && rows.size() == section.faults().size()) {
            Foresight.write(section, rows);
        }
    }
}
