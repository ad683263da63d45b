package io.equipoise.replay.measure;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Each vCPU's affinity over time, counted in the host's pCPUs only; pinning again to the same set is no change.
 *
 * @param changes in order of tick
 * @param hidden vCPUs whose affinity the trace never shows, as {@code name vCPU n}
 * @param vcpus how many vCPUs the trace shows
 */
public record AffinityHistory(List<Change> changes, List<String> hidden, int vcpus) {

    /**
     * An affinity set that changed.
     *
     * @param tick of the sample that first shows it
     * @param vcpu as {@code name vCPU n}
     * @param placing whether it takes a vCPU that was never yet held to one pCPU and leaves it on one
     */
    public record Change(long tick, String vcpu, CpuSet from, CpuSet to, boolean placing) {}

    public AffinityHistory {
        changes = List.copyOf(changes);
        hidden = List.copyOf(hidden);
    }

    /** Changes between the samples of two ticks. */
    public List<Change> after(long tick, long upTo) {
        return changes.stream()
                .filter(change -> change.tick() > tick && change.tick() <= upTo)
                .toList();
    }

    public static AffinityHistory of(MemoryTrace trace) {
        Map<VcpuId, Known> last = new HashMap<>();
        Map<VcpuId, String> names = new LinkedHashMap<>();
        Set<VcpuId> placed = new HashSet<>();
        List<Change> changes = new ArrayList<>();
        for (Sample sample : trace.samples()) {
            for (DomainSample domain : sample.domains()) {
                for (VcpuSample vcpu : domain.vcpus()) {
                    VcpuId id = new VcpuId(domain.uuid(), vcpu.number());
                    names.put(id, name(domain, vcpu));
                    CpuSet now = affinity(sample, vcpu);
                    if (now == null) {
                        continue;
                    }
                    Known before = last.put(id, new Known(domain.id(), now));
                    if (before != null
                            && before.domainId() == domain.id()
                            && !before.affinity().equals(now)) {
                        boolean placing = now.size() == 1 && !placed.contains(id);
                        changes.add(new Change(sample.tick(), name(domain, vcpu), before.affinity(), now, placing));
                    }
                    if (now.size() == 1) {
                        placed.add(id);
                    }
                }
            }
        }
        List<String> hidden = names.keySet().stream()
                .filter(id -> !last.containsKey(id))
                .map(names::get)
                .toList();
        return new AffinityHistory(changes, hidden, names.size());
    }

    /** The affinities known at a tick by {@code name vCPU n}, in the order of the samples. */
    public static Map<String, CpuSet> at(MemoryTrace trace, long tick) {
        Map<String, CpuSet> known = new LinkedHashMap<>();
        for (Sample sample : trace.samples()) {
            if (sample.tick() > tick) {
                break;
            }
            for (DomainSample domain : sample.domains()) {
                for (VcpuSample vcpu : domain.vcpus()) {
                    CpuSet affinity = affinity(sample, vcpu);
                    if (affinity != null) {
                        known.put(name(domain, vcpu), affinity);
                    }
                }
            }
        }
        return known;
    }

    private static String name(DomainSample domain, VcpuSample vcpu) {
        return domain.name() + " vCPU " + vcpu.number();
    }

    private static @Nullable CpuSet affinity(Sample sample, VcpuSample vcpu) {
        if (vcpu.affinity() == null || sample.pcpus().isEmpty()) {
            return vcpu.affinity();
        }
        return vcpu.affinity()
                .intersect(CpuSet.of(
                        sample.pcpus().stream().mapToInt(PcpuSample::number).toArray()));
    }

    /** A domain started anew begins with new affinities: that is nobody's change. */
    private record Known(int domainId, CpuSet affinity) {}
}
