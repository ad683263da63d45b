package io.equipoise.coordinator.policy.cpu;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.ShippedFactory;

/** Graham's rule over again at every tick: well balanced, and restless, as it minds neither moves nor noise. */
public final class LptPolicy implements Policy {

    @Override
    public Plan decide(Observation seen) {
        Vcpus vcpus = Vcpus.of(seen.sample());
        double[] demand = vcpus.demand(seen);
        if (vcpus.isEmpty() || demand == null) {
            return Plan.NOTHING;
        }
        Placement placement =
                Placement.empty(PlacementProblem.of(demand, vcpus.pcpus().size()));
        Lpt.place(placement);
        return Plan.of(vcpus.pins(placement.positions(), "longest processing time first"));
    }

    /** {@code lpt}. */
    public static final class Factory extends ShippedFactory {
        public Factory() {
            super(
                    "lpt",
                    PolicyKind.CPU,
                    "Repins everything at every tick by longest processing time first (Graham 1969).",
                    LptPolicy::new);
        }
    }
}
