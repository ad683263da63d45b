package io.equipoise.reports.chart;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where each vCPU of a trace ran over time: a row for each, in domain-id order. */
final class PlacementRuns {
    /** More stretches of time than this in a chart cannot be told apart. */
    private static final int MOST_STRETCHES = 300;

    private final List<String> rows = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private final Map<VcpuId, Integer> rowOf = new HashMap<>();
    private final Map<Integer, Run> open = new HashMap<>();

    private PlacementRuns() {}

    static PlacementRuns of(MemoryTrace trace, Timeline time) {
        PlacementRuns placement = new PlacementRuns();
        List<Sample> samples = trace.samples();
        int stride = (samples.size() + MOST_STRETCHES - 1) / MOST_STRETCHES;
        for (int i = 0; i < samples.size() - 1; i += stride) {
            double until = time.at(
                    samples.get(Math.min(i + stride, samples.size() - 1)).tick());
            placement.add(samples.get(i), time.at(samples.get(i).tick()), until);
        }
        placement.runs.addAll(placement.open.values());
        return placement;
    }

    /** Names of the vCPUs: the domain's, with the vCPU's number where it has several. */
    List<String> rows() {
        return rows;
    }

    /** Every stretch in one place. */
    List<Run> runs() {
        return runs;
    }

    private void add(Sample sample, double from, double to) {
        for (DomainSample domain : sample.domains()) {
            for (VcpuSample vcpu : domain.vcpus()) {
                open.merge(row(domain, vcpu), run(row(domain, vcpu), from, to, vcpu), this::joined);
            }
        }
    }

    private int row(DomainSample domain, VcpuSample vcpu) {
        return rowOf.computeIfAbsent(new VcpuId(domain.uuid(), vcpu.number()), id -> {
            rows.add(domain.vcpus().size() == 1 ? domain.name() : domain.name() + "." + vcpu.number());
            return rows.size() - 1;
        });
    }

    private static Run run(int row, double from, double to, VcpuSample vcpu) {
        CpuSet affinity = vcpu.affinity();
        if (affinity != null && affinity.size() == 1) {
            return new Run(row, from, to, affinity.first(), true);
        }
        return new Run(row, from, to, vcpu.pcpu(), false);
    }

    private Run joined(Run earlier, Run later) {
        if (later.continues(earlier)) {
            return new Run(earlier.row(), earlier.from(), later.to(), earlier.pcpu(), earlier.pinned());
        }
        runs.add(earlier);
        return later;
    }
}
