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
import java.util.Objects;
import java.util.function.IntFunction;
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
        vcpus = vcpus instanceof DemandMap ? vcpus : Map.copyOf(vcpus);
        memory = Map.copyOf(memory);
    }

    /** Nothing is known. */
    public static final Demand NONE = new Demand(Map.of(), Map.of());

    /** The single figure of each of so many vCPUs, fastest in the order of the sample; null where that of any is unknown. */
    public double @Nullable [] values(int count, IntFunction<VcpuId> wanted) {
        if (vcpus instanceof DemandMap map) {
            return map.values(count, wanted);
        }
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            VcpuDemand known = vcpus.get(wanted.apply(i));
            if (known == null) {
                return null;
            }
            values[i] = known.value();
        }
        return values;
    }

    /** The demand over a window of samples in order of tick; an empty one tells nothing. */
    public static Demand of(List<Sample> window) {
        if (window.isEmpty()) {
            return NONE;
        }
        Map<VcpuId, VcpuDemand> vcpus = new HashMap<>();
        Sample newest = window.get(window.size() - 1);
        for (DomainSample domain : newest.domains()) {
            for (VcpuSample vcpu : domain.vcpus()) {
                VcpuDemand demand = ofVcpu(window, domain, vcpu);
                if (demand != null) {
                    vcpus.put(new VcpuId(domain.uuid(), vcpu.number()), demand);
                }
            }
        }
        return new Demand(vcpus, memory(newest));
    }

    /** The need of each domain whose report tells it, by UUID. */
    static Map<String, MemoryNeed> memory(Sample newest) {
        Map<String, MemoryNeed> memory = new HashMap<>();
        for (DomainSample domain : newest.domains()) {
            MemorySample report = domain.memory();
            MemoryNeed need = report == null ? null : MemoryNeed.of(report, report.currentKiB());
            if (need != null) {
                memory.put(domain.uuid(), need);
            }
        }
        return memory;
    }

    private static @Nullable VcpuDemand ofVcpu(List<Sample> window, DomainSample domain, VcpuSample newest) {
        Since since = Since.of(window, domain, newest.number());
        if (since == null || newest.timeNanos() == null) {
            return null;
        }
        return between(since.sample(), window.get(window.size() - 1), since.timeNanos(), since.delayNanos(), newest);
    }

    /**
     * The demand of a vCPU whose counters ran on from an earlier sample to a later one.
     *
     * @param timeNanos what it had run at the earlier sample; at the later one its time must be known
     * @param delayNanos what it had waited then; null where unknown
     * @param newest the vCPU in the later sample
     */
    public static VcpuDemand between(
            Sample earlier, Sample later, long timeNanos, @Nullable Long delayNanos, VcpuSample newest) {
        double elapsed = later.monotonicNanos() - earlier.monotonicNanos();
        double ran = Objects.requireNonNull(newest.timeNanos()) - timeNanos;
        if (newest.delayNanos() == null || delayNanos == null) {
            return VcpuDemand.unwaited(ran / elapsed, busiest(earlier, later, newest) < QUIET_PCPU);
        }
        return VcpuDemand.waited(ran / elapsed, (newest.delayNanos() - delayNanos) / elapsed);
    }

    /** The largest busy share, over the window, of the pCPUs that the vCPU may have run on; 1 where unknown. */
    static double busiest(Sample first, Sample last, VcpuSample vcpu) {
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
