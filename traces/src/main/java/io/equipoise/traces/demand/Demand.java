package io.equipoise.traces.demand;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The demand of everything in a window of consecutive samples: a pure function of them, the same for live and replayed
 * ones. A closed load that ran a share r and waited a share q of the time wants r / (1 − q); an open one wants r.
 *
 * @param vcpus those whose counters span at least two samples of the window
 * @param memory by domain UUID; domains whose newest report tells their need
 */
public record Demand(Map<VcpuId, VcpuDemand> vcpus, Map<String, MemoryNeed> memory) {
    /** Below this share of sleep nothing bounds the demand from above. */
    public static final double LEAST_SLEEP = 0.02;

    /** Without waiting times, what a vCPU ran is its demand only where the pCPU was less busy than this. */
    public static final double QUIET_PCPU = 0.70;

    public Demand {
        vcpus = Map.copyOf(vcpus);
        memory = Map.copyOf(memory);
    }

    /** The demand over a window of samples in order of tick; an empty one tells nothing. */
    public static Demand of(List<Sample> window) {
        if (window.isEmpty()) {
            return new Demand(Map.of(), Map.of());
        }
        Map<VcpuId, VcpuDemand> vcpus = new HashMap<>();
        Map<String, MemoryNeed> memory = new HashMap<>();
        Sample newest = window.get(window.size() - 1);
        for (DomainSample domain : newest.domains()) {
            for (VcpuSample vcpu : domain.vcpus()) {
                VcpuDemand demand = ofVcpu(window, domain, vcpu);
                if (demand != null) {
                    vcpus.put(new VcpuId(domain.uuid(), vcpu.number()), demand);
                }
            }
            MemorySample report = domain.memory();
            MemoryNeed need = report == null ? null : MemoryNeed.of(report, report.currentKiB());
            if (need != null) {
                memory.put(domain.uuid(), need);
            }
        }
        return new Demand(vcpus, memory);
    }

    private static @Nullable VcpuDemand ofVcpu(List<Sample> window, DomainSample domain, VcpuSample newest) {
        Since since = Since.of(window, domain, newest.number());
        if (since == null || newest.timeNanos() == null) {
            return null;
        }
        double elapsed =
                window.get(window.size() - 1).monotonicNanos() - since.sample().monotonicNanos();
        double run = Math.min(1, (newest.timeNanos() - since.timeNanos()) / elapsed);
        if (newest.delayNanos() == null || since.delayNanos() == null) {
            boolean quiet = busiest(since.sample(), window.get(window.size() - 1), newest) < QUIET_PCPU;
            return new VcpuDemand(run, quiet ? run : 1, run, 0, !quiet);
        }
        double waited = Math.min(1 - run, Math.max(0, (newest.delayNanos() - since.delayNanos()) / elapsed));
        if (1 - run - waited < LEAST_SLEEP) {
            return new VcpuDemand(run, 1, run, waited, true);
        }
        return new VcpuDemand(run, run / (1 - waited), run, waited, false);
    }

    /** The largest busy share, over the window, of the pCPUs that the vCPU may have run on; 1 where unknown. */
    private static double busiest(Sample first, Sample last, VcpuSample vcpu) {
        double elapsed = last.monotonicNanos() - first.monotonicNanos();
        double busiest = -1;
        for (PcpuSample end : last.pcpus()) {
            boolean here = vcpu.affinity() != null
                    ? vcpu.affinity().contains(end.number())
                    : vcpu.pcpu() == null || vcpu.pcpu() == end.number();
            if (!here) {
                continue;
            }
            for (PcpuSample begin : first.pcpus()) {
                if (begin.number() == end.number() && begin.busyNanos() != null && end.busyNanos() != null) {
                    busiest = Math.max(busiest, (end.busyNanos() - begin.busyNanos()) / elapsed);
                }
            }
        }
        return busiest < 0 ? 1 : busiest;
    }
}
