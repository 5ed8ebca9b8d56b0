package dev.gatewayhealth.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.finding.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeapTest {

    @Test
    void whatACollectionLeavesIsTold() {
        Heap heap = new Heap();
        byte[] kept = new byte[8 << 20];
        System.gc();

        Usage usage = (Usage) heap.read();

        assertThat(kept).hasSize(8 << 20);
        assertThat(usage.used()).isBetween(8.0 * (1 << 20), usage.limit());
        assertThat(usage.limit()).isEqualTo((double) Runtime.getRuntime().maxMemory());
    }

    @Test
    void garbageIsNoUse() {
        Heap heap = new Heap();
        System.gc();
        double before = ((Usage) heap.read()).used();
        byte[][] garbage = new byte[16][];
        for (int i = 0; i < garbage.length; i++) {
            garbage[i] = new byte[1 << 20];
        }
        double during = ((Usage) heap.read()).used();

        assertThat(garbage[15]).hasSize(1 << 20);
        assertThat(during - before).as("bytes").isLessThan(8 << 20);
    }

    @Test
    void almostAllIsCritical() {
        HeapDiagnosis diagnosis = new HeapDiagnosis(0.8);
        Usage almost = new Usage(975, 1_000, "-Xmx", 0, Map.of());

        Pressure pressure = diagnosis.pressure(Pressure.NEAR, almost, Pressure.CALM);

        assertThat(pressure).isEqualTo(Pressure.EXHAUSTED);
        assertThat(diagnosis.notice(pressure, almost, Forecast.NONE).severity()).isEqualTo(Severity.CRITICAL);
    }
}
