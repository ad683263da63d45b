package io.equipoise.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.reports.TestTraces;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.MemoryTrace;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectionChartsTest {
    private final MemoryTrace crowded = TestTraces.cpu("cpu-1", "none", 8, 40, (guest, tick) -> CpuSet.of(0));
    private final MemoryTrace spread = TestTraces.cpu("cpu-1", "p", 8, 70, (guest, tick) -> CpuSet.of(guest % 4));

    @Test
    void chartsSideBySideShareTheirScales() {
        SectionCharts charts = SectionCharts.of(PolicyKind.CPU, List.of(crowded, spread));

        assertThat(charts.plots())
                .hasSize(2)
                .allSatisfy(plots -> assertThat(plots).extracting(Plot::id).containsExactly("usage", "placement"));
        Plot usage = charts.plots().get(1).get(0);
        assertThat(usage.x()).isEqualTo(charts.plots().get(0).get(0).x()).isEqualTo(new Range(-10, 59));
        assertThat(usage.y()).isEqualTo(charts.plots().get(0).get(0).y());
        assertThat(usage.y().max()).isGreaterThan(140);
    }

    @Test
    void usageIsReadFromTheTrace() {
        Plot usage =
                SectionCharts.of(PolicyKind.CPU, List.of(spread)).plots().get(0).get(0);

        assertThat(usage.lines()).extracting(Line::name).containsExactly("pCPU 0", "pCPU 1", "pCPU 2", "pCPU 3");
        assertThat(usage.lines().get(2).y()[40]).isBetween(34.0, 42.0);
    }

    @Test
    void guestsWithTheSameLoadShareOneCurve() {
        List<Plot> load = SectionCharts.of(PolicyKind.CPU, List.of(spread)).load();

        assertThat(load).hasSize(1);
        assertThat(load.get(0).lines())
                .extracting(Line::name)
                .containsExactly("aos_vm1, aos_vm3, aos_vm5, aos_vm7", "aos_vm2, aos_vm4, aos_vm6, aos_vm8");
    }

    @Test
    void memoryChartsShowBalloonsWhatTheBudgetLeavesAndTheFloor() {
        SectionCharts charts =
                SectionCharts.of(PolicyKind.MEMORY, List.of(TestTraces.memory("memory-1", "p", 60, true)));

        assertThat(charts.plots().get(0)).extracting(Plot::id).containsExactly("balloon", "unused");
        Line left = charts.plots().get(0).get(0).lines().get(4);
        assertThat(left.name()).isEqualTo("left of the budget");
        assertThat(left.y()[0]).isEqualTo(1024);
        assertThat(charts.legend()).extracting(LegendEntry::name).contains("aos_vm1", "floor");
    }

    @Test
    void aTraceOutsideCasesShowsWhatItHas() {
        MemoryTrace memory = TestTraces.memory(null, "p", 60, true);

        assertThat(SectionCharts.of(null, List.of(memory)).plots().get(0))
                .extracting(Plot::id)
                .containsExactly("balloon", "unused");
        assertThat(SectionCharts.of(null, List.of(spread)).plots().get(0))
                .extracting(Plot::id)
                .containsExactly("usage", "placement");
    }
}
