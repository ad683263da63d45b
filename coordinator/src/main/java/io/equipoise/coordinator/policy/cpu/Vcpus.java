package io.equipoise.coordinator.policy.cpu;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The vCPUs that may be placed, in domain-id order, and the pCPUs to place them on; the searches count both from 0.
 *
 * @param pcpus numbers of the host's pCPUs, ascending
 */
record Vcpus(List<Vcpu> vcpus, List<Integer> pcpus) {
    /** In place of a pCPU's position: the vCPU is free over several, or its place is unknown. */
    static final int FREE = -1;

    /** A vCPU; its affinity and the pCPU that it was seen on are null where unknown. */
    record Vcpu(
            VcpuId id,
            String name,
            @Nullable CpuSet affinity,
            @Nullable Integer seenOn) {
        private boolean is(DomainSample domain, VcpuSample vcpu) {
            return id.number() == vcpu.number()
                    && id.domain().equals(domain.uuid())
                    && name.equals(domain.name())
                    && Objects.equals(affinity, vcpu.affinity())
                    && Objects.equals(seenOn, vcpu.pcpu());
        }
    }

    /** Those of the running domains at this tick. */
    static Vcpus of(Sample sample) {
        List<Vcpu> vcpus = new ArrayList<>();
        for (DomainSample domain : sample.domains()) {
            if (!runs(domain)) {
                continue;
            }
            for (VcpuSample vcpu : domain.vcpus()) {
                if (vcpu.state() != VcpuState.OFFLINE) {
                    vcpus.add(new Vcpu(
                            new VcpuId(domain.uuid(), vcpu.number()), domain.name(), vcpu.affinity(), vcpu.pcpu()));
                }
            }
        }
        return new Vcpus(
                List.copyOf(vcpus),
                sample.pcpus().stream().map(PcpuSample::number).toList());
    }

    /** Whether these are the vCPUs that a sample shows, each where it shows it, and its pCPUs. */
    boolean areOf(Sample sample) {
        int known = 0;
        for (DomainSample domain : sample.domains()) {
            if (!runs(domain)) {
                continue;
            }
            for (VcpuSample vcpu : domain.vcpus()) {
                if (vcpu.state() == VcpuState.OFFLINE) {
                    continue;
                }
                if (known == vcpus.size() || !vcpus.get(known++).is(domain, vcpu)) {
                    return false;
                }
            }
        }
        return known == vcpus.size() && arePcpus(sample.pcpus());
    }

    private boolean arePcpus(List<PcpuSample> shown) {
        boolean same = shown.size() == pcpus.size();
        for (int p = 0; same && p < shown.size(); p++) {
            same = shown.get(p).number() == pcpus.get(p);
        }
        return same;
    }

    private static boolean runs(DomainSample domain) {
        return domain.state() == DomainState.RUNNING || domain.state() == DomainState.BLOCKED;
    }

    /** Whether there is nothing to place, or nowhere to place it. */
    boolean isEmpty() {
        return vcpus.isEmpty() || pcpus.isEmpty();
    }

    /** Demand of each as a share of one pCPU; null while that of any is unknown. */
    double @Nullable [] demand(Observation seen) {
        return seen.demand().values(vcpus.size(), i -> vcpus.get(i).id());
    }

    /** Position of the pCPU that each is pinned to, or {@link #FREE}. */
    int[] placement() {
        return positions(vcpu -> {
            CpuSet affinity = vcpu.affinity();
            return affinity == null || affinity.size() != 1 ? null : (Integer) affinity.first();
        });
    }

    /** Position of the pCPU that each was seen on, or {@link #FREE}. */
    int[] seenOn() {
        return positions(Vcpu::seenOn);
    }

    private int[] positions(Function<Vcpu, @Nullable Integer> number) {
        Map<Integer, Integer> positions = new HashMap<>();
        for (int position = 0; position < pcpus.size(); position++) {
            positions.put(pcpus.get(position), position);
        }
        int[] found = new int[vcpus.size()];
        for (int i = 0; i < found.length; i++) {
            Integer pcpu = number.apply(vcpus.get(i));
            found[i] = pcpu == null ? FREE : positions.getOrDefault(pcpu, FREE);
        }
        return found;
    }

    /** The pin of the i-th vCPU to the pCPU at a position. */
    Pin pin(int vcpu, int position, String reason) {
        VcpuId id = vcpus.get(vcpu).id();
        return new Pin(id.domain(), id.number(), CpuSet.of(pcpus.get(position)), reason);
    }

    /** The pins of a placement, without those that stand already. */
    List<Pin> pins(int[] placement, String reason) {
        int[] present = placement();
        List<Pin> pins = new ArrayList<>();
        for (int i = 0; i < placement.length; i++) {
            if (placement[i] != present[i]) {
                pins.add(pin(i, placement[i], reason));
            }
        }
        return pins;
    }
}
