package io.equipoise.coordinator.policy.cpu;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.ShippedFactory;

/**
 * Best fit decreasing with the mean load as the size of every bin, over again at every tick: in descending order of demand,
 * each vCPU to the fullest pCPU that it does not bring above the mean; where there is none, to the emptiest. D. S. Johnson,
 * A. Demers, J. D. Ullman, M. R. Garey and R. L. Graham, Worst-Case Performance Bounds for Simple One-Dimensional Packing
 * Algorithms, SIAM Journal on Computing 3 (1974); the bin that is the mean is that of scheduling by bin packing (E. G.
 * Coffman, M. R. Garey and D. S. Johnson, An Application of Bin-Packing to Multiprocessor Scheduling, SIAM Journal on
 * Computing 7, 1978), without its search for the least size that holds all.
 */
public final class BestFitMeanPolicy implements Policy {
    /** Sums of demands that are equal but for the order of adding are equal. */
    private static final double EQUAL = 1e-9;

    @Override
    public Plan decide(Observation seen) {
        Vcpus vcpus = Vcpus.of(seen.sample());
        double[] demand = vcpus.demand(seen);
        if (vcpus.isEmpty() || demand == null) {
            return Plan.NOTHING;
        }
        Placement placement =
                Placement.empty(PlacementProblem.of(demand, vcpus.pcpus().size()));
        place(placement);
        return Plan.of(vcpus.pins(placement.positions(), "best fit below the mean load"));
    }

    /** Places everyone; ties go to the lower number. */
    static void place(Placement placement) {
        double mean = 0;
        for (double demand : placement.problem().demand()) {
            mean += demand / placement.pcpus();
        }
        for (int vcpu : placement.problem().descending()) {
            int best = Vcpus.FREE;
            for (int pcpu = 0; pcpu < placement.pcpus(); pcpu++) {
                boolean holds = placement.load(pcpu) + placement.demand(vcpu) <= mean + EQUAL;
                if (holds && (best == Vcpus.FREE || placement.load(pcpu) > placement.load(best))) {
                    best = pcpu;
                }
            }
            placement.move(vcpu, best == Vcpus.FREE ? placement.emptiestFor(vcpu) : best);
        }
    }

    /** {@code best-fit-mean}. */
    public static final class Factory extends ShippedFactory {
        public Factory() {
            super(
                    "best-fit-mean",
                    PolicyKind.CPU,
                    "Repins everything at every tick by best fit decreasing towards the mean load (Johnson et al. 1974).",
                    BestFitMeanPolicy::new);
        }
    }
}
