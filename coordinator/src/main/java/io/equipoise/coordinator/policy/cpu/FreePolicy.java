package io.equipoise.coordinator.policy.cpu;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.ShippedFactory;
import io.equipoise.traces.CpuSet;

/** Lets every vCPU run everywhere: what the host's own scheduler reaches, as a bound. */
public final class FreePolicy implements Policy {

    @Override
    public Plan decide(Observation seen) {
        Vcpus vcpus = Vcpus.of(seen.sample());
        CpuSet all = CpuSet.of(vcpus.pcpus().stream().mapToInt(number -> number).toArray());
        return Plan.of(vcpus.vcpus().stream()
                .filter(vcpu -> !all.isEmpty() && !all.equals(vcpu.affinity()))
                .map(vcpu -> new Pin(vcpu.id().domain(), vcpu.id().number(), all, "every vCPU is to be free"))
                .toList());
    }

    /** {@code free}. */
    public static final class Factory extends ShippedFactory {
        public Factory() {
            super(
                    "free",
                    PolicyKind.CPU,
                    "Frees every vCPU to run on every pCPU and leaves the rest to the host's scheduler (bound).",
                    FreePolicy::new);
        }

        @Override
        public boolean bound() {
            return true;
        }
    }
}
