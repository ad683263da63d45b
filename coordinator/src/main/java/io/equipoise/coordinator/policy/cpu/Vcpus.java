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
import io.equipoise.traces.demand.VcpuDemand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The vCPUs that may be placed, in domain-id order, and the pCPUs to place them on; the searches count both from 0.
 *
 * @param pcpus numbers of the host's pCPUs, ascending
 */
record Vcpus(List<Vcpu> vcpus, List<Integer> pcpus) {
    /** In place of a pCPU's position: the vCPU is free over several, or its place is unknown. */
    static final int FREE = -1;

    /** A vCPU; the affinity is null where unknown. */
    record Vcpu(VcpuId id, String name, @Nullable CpuSet affinity) {}

    /** Those of the running domains at this tick. */
    static Vcpus of(Sample sample) {
        List<Vcpu> vcpus = new ArrayList<>();
        for (DomainSample domain : sample.domains()) {
            if (domain.state() != DomainState.RUNNING && domain.state() != DomainState.BLOCKED) {
                continue;
            }
            for (VcpuSample vcpu : domain.vcpus()) {
                if (vcpu.state() != VcpuState.OFFLINE) {
                    vcpus.add(new Vcpu(new VcpuId(domain.uuid(), vcpu.number()), domain.name(), vcpu.affinity()));
                }
            }
        }
        return new Vcpus(
                List.copyOf(vcpus),
                sample.pcpus().stream().map(PcpuSample::number).toList());
    }

    /** Whether there is nothing to place, or nowhere to place it. */
    boolean isEmpty() {
        return vcpus.isEmpty() || pcpus.isEmpty();
    }

    /** Demand of each as a share of one pCPU; null while that of any is unknown. */
    double @Nullable [] demand(Observation seen) {
        double[] demand = new double[vcpus.size()];
        for (int i = 0; i < demand.length; i++) {
            VcpuDemand known = seen.demand().vcpus().get(vcpus.get(i).id());
            if (known == null) {
                return null;
            }
            demand[i] = known.value();
        }
        return demand;
    }

    /** Position of the pCPU that each is pinned to, or {@link #FREE}. */
    int[] placement() {
        return vcpus.stream().mapToInt(this::position).toArray();
    }

    private int position(Vcpu vcpu) {
        CpuSet affinity = vcpu.affinity();
        return affinity == null || affinity.size() != 1 ? FREE : pcpus.indexOf(affinity.first());
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
