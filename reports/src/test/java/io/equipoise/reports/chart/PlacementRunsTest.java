package io.equipoise.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.reports.TestTraces;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.MemoryTrace;
import org.junit.jupiter.api.Test;

class PlacementRunsTest {
    @Test
    void aStayInOnePlaceIsOneRunAndAMoveBeginsAnother() {
        MemoryTrace trace =
                TestTraces.cpu(null, "p", 2, 20, (guest, tick) -> CpuSet.of(guest == 1 && tick >= 12 ? 3 : 0));

        PlacementRuns placement = PlacementRuns.of(trace, Timeline.of(trace));

        assertThat(placement.rows()).containsExactly("aos_vm1", "aos_vm2");
        assertThat(placement.runs())
                .containsExactlyInAnyOrder(
                        new Run(0, -10, 9, 0, true), new Run(1, -10, 2, 0, true), new Run(1, 2, 9, 3, true));
    }

    @Test
    void aFreeVcpuIsNotShownAsPinned() {
        MemoryTrace trace = TestTraces.cpu(null, "p", 1, 5, (guest, tick) -> CpuSet.firstOf(4));

        assertThat(PlacementRuns.of(trace, Timeline.of(trace)).runs())
                .containsExactly(new Run(0, -10, -6, null, false));
    }

    @Test
    void aLongTraceIsThinnedOut() {
        MemoryTrace trace = TestTraces.cpu(null, "p", 1, 5000, (guest, tick) -> CpuSet.of((tick / 3) % 4));

        assertThat(PlacementRuns.of(trace, Timeline.of(trace)).runs()).hasSizeLessThanOrEqualTo(300);
    }
}
