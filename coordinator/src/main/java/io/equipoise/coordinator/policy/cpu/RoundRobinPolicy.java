package io.equipoise.coordinator.policy.cpu;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.ShippedFactory;
import io.equipoise.traces.VcpuId;
import java.util.List;
import java.util.stream.IntStream;

/** The naive baseline: the i-th vCPU in domain-id order to pCPU i mod n, blind to demand; again when the vCPUs change. */
public final class RoundRobinPolicy implements Policy {
    private List<VcpuId> placed = List.of();

    @Override
    public Plan decide(Observation seen) {
        Vcpus vcpus = Vcpus.of(seen.sample());
        List<VcpuId> present = vcpus.vcpus().stream().map(Vcpus.Vcpu::id).toList();
        if (vcpus.isEmpty() || present.equals(placed)) {
            return Plan.NOTHING;
        }
        placed = present;
        int pcpus = vcpus.pcpus().size();
        return Plan.of(IntStream.range(0, present.size())
                .mapToObj(i -> vcpus.pin(i, i % pcpus, "number " + i + " of the vCPUs in domain-id order"))
                .toList());
    }

    /** {@code round-robin}. */
    public static final class Factory extends ShippedFactory {
        public Factory() {
            super(
                    "round-robin",
                    PolicyKind.CPU,
                    "Pins the i-th vCPU in domain-id order to pCPU i mod n, whatever it demands.",
                    RoundRobinPolicy::new);
        }
    }
}
