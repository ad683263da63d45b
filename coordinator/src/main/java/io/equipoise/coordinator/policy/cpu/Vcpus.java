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
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
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
            return id.number() == vcpu.number() && id.domain().equals(domain.uuid()) && name.equals(domain.name());
        }

        private boolean isWhere(VcpuSample vcpu) {
            return Objects.equals(affinity, vcpu.affinity()) && Objects.equals(seenOn, vcpu.pcpu());
        }

        private Vcpu at(VcpuSample vcpu) {
            return new Vcpu(id, name, vcpu.affinity(), vcpu.pcpu());
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

    /** The same vCPUs where a sample shows them, itself where none moved; null where it shows others, or other pCPUs. */
    @Nullable
    Vcpus now(Sample sample) {
        int known = 0;
        Vcpu[] moved = null;
        for (DomainSample domain : sample.domains()) {
            if (!runs(domain)) {
                continue;
            }
            for (VcpuSample vcpu : domain.vcpus()) {
                if (vcpu.state() == VcpuState.OFFLINE) {
                    continue;
                }
                if (known == vcpus.size() || !vcpus.get(known).is(domain, vcpu)) {
                    return null;
                }
                if (!vcpus.get(known).isWhere(vcpu)) {
                    moved = moved == null ? vcpus.toArray(Vcpu[]::new) : moved;
                    moved[known] = moved[known].at(vcpu);
                }
                known++;
            }
        }
        boolean same = known == vcpus.size() && arePcpus(sample.pcpus());
        return !same ? null : moved == null ? this : new Vcpus(List.of(moved), pcpus);
    }

    private boolean arePcpus(List<PcpuSample> shown) {
        boolean same = shown.size() == pcpus.size();
        for (int p = 0; same && p < shown.size(); p++) {
            same = shown.get(p).number() == pcpus.get(p);
        }
        return same;
    }

    /** Whether a domain's vCPUs may be placed. */
    static boolean runs(DomainSample domain) {
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
            return affinity == null || affinity.size() != 1 ? FREE : affinity.first();
        });
    }

    /** Position of the pCPU that each was seen on, or {@link #FREE}. */
    int[] seenOn() {
        return positions(vcpu -> vcpu.seenOn() == null ? FREE : vcpu.seenOn());
    }

    /** The position of the pCPU of each vCPU by that pCPU's number, which is negative where it has none. */
    private int[] positions(ToIntFunction<Vcpu> number) {
        int[] positions = new int[pcpus.isEmpty() ? 0 : pcpus.get(pcpus.size() - 1) + 1];
        Arrays.fill(positions, FREE);
        for (int position = 0; position < pcpus.size(); position++) {
            positions[pcpus.get(position)] = position;
        }
        int[] found = new int[vcpus.size()];
        for (int i = 0; i < found.length; i++) {
            int pcpu = number.applyAsInt(vcpus.get(i));
            found[i] = pcpu < 0 || pcpu >= positions.length ? FREE : positions[pcpu];
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
