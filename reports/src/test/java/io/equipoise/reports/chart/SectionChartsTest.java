package io.equipoise.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.reports.TestTraces;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.MemoryTrace;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectionChartsTest {
    private final MemoryTrace crowded = TestTraces.cpu("cpu-1", "none", 8, 40, (guest, tick) -> CpuSet.of(0));
    private final MemoryTrace spread = TestTraces.cpu("cpu-1", "p", 8, 70, (guest, tick) -> CpuSet.of(guest % 4));

    @Test
    void chartsSideBySideShareTheirScales() {
        SectionCharts charts = SectionCharts.of(PolicyKind.CPU, charted(crowded, spread));

        assertThat(charts.plots())
                .hasSize(2)
                .allSatisfy(plots -> assertThat(plots).extracting(Plot::id).containsExactly("usage", "placement"));
        Plot usage = charts.plots().get(1).get(0);
        assertThat(usage.x()).isEqualTo(charts.plots().get(0).get(0).x()).isEqualTo(new Range(-10, 59));
        assertThat(usage.y()).isEqualTo(charts.plots().get(0).get(0).y());
        assertThat(usage.y().max()).isEqualTo(160);
    }

    @Test
    void usageIsReadFromTheTrace() {
        Plot usage =
                SectionCharts.of(PolicyKind.CPU, charted(spread)).plots().get(0).get(0);

        assertThat(usage.lines()).extracting(Line::name).containsExactly("pCPU 0", "pCPU 1", "pCPU 2", "pCPU 3");
        assertThat(usage.lines().get(2).y()[40]).isBetween(34.0, 42.0);
    }

    @Test
    void guestsWithTheSameLoadShareOneCurve() {
        List<Plot> load = SectionCharts.of(PolicyKind.CPU, charted(spread)).load();

        assertThat(load).hasSize(1);
        assertThat(load.get(0).lines()).extracting(Line::name).containsExactly("aos_vm1, 3, 5, 7", "aos_vm2, 4, 6, 8");
    }

    @Test
    void memoryChartsShowBalloonsWhatTheBudgetLeavesAndTheFloor() {
        SectionCharts charts =
                SectionCharts.of(PolicyKind.MEMORY, charted(TestTraces.memory("memory-1", "p", 60, true)));

        assertThat(charts.plots().get(0)).extracting(Plot::id).containsExactly("balloon", "unused");
        Line left = charts.plots().get(0).get(0).lines().get(4);
        assertThat(left.name()).isEqualTo("left of the budget");
        assertThat(left.y()[0]).isEqualTo(1024);
        assertThat(charts.legend()).extracting(LegendEntry::name).contains("aos_vm1", "floor");
    }

    @Test
    void aTraceOutsideCasesShowsWhatItHas() {
        MemoryTrace memory = TestTraces.memory(null, "p", 60, true);

        assertThat(SectionCharts.of(null, charted(memory)).plots().get(0))
                .extracting(Plot::id)
                .containsExactly("balloon", "unused");
        assertThat(SectionCharts.of(null, charted(spread)).plots().get(0))
                .extracting(Plot::id)
                .containsExactly("usage", "placement");
    }

    @Test
    void aBoundDoesNotStretchTheScaleOfTheOthers() {
        List<List<Plot>> plots = SectionCharts.of(
                        PolicyKind.CPU, List.of(new ChartedTrace(spread, false), new ChartedTrace(crowded, true)))
                .plots();

        assertThat(plots.get(0).get(0).y()).isEqualTo(new Range(0, 100));
        assertThat(plots.get(0).get(0).title()).doesNotContain("own scale");
        assertThat(plots.get(1).get(0).y()).isEqualTo(new Range(0, 160));
        assertThat(plots.get(1).get(0).title()).endsWith(", own scale");
    }

    private static List<ChartedTrace> charted(MemoryTrace... traces) {
        return Arrays.stream(traces)
                .map(trace -> new ChartedTrace(trace, false))
                .toList();
    }
}
