package io.equipoise.coordinator.policy.cpu;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.ShippedFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Moves vCPUs from the busiest pCPU to the idlest by the rule of Linux 5.4's load balancer (kernel/sched/fair.c): nothing
 * while the busiest has at most 1.25 times the idlest's load ({@code imbalance_pct} 125); else the imbalance is the lesser
 * of busiest − mean and mean − idlest ({@code calculate_imbalance}), and tasks of the busiest whose load is at most twice
 * the imbalance left are moved, each taking its load off it, until none is left ({@code detach_tasks}). vCPUs that are free
 * are first pinned where each was seen, else in turn.
 */
public final class MoveBusiestPolicy implements Policy {
    /** Busiest over idlest up to which pCPUs count as balanced. */
    static final double IMBALANCE = 1.25;

    @Override
    public Plan decide(Observation seen) {
        Vcpus vcpus = Vcpus.of(seen.sample());
        double[] demand = vcpus.demand(seen);
        if (vcpus.isEmpty() || demand == null) {
            return Plan.NOTHING;
        }
        int[] present = vcpus.placement();
        int[] seenOn = vcpus.seenOn();
        for (int i = 0; i < present.length; i++) {
            if (present[i] == Vcpus.FREE) {
                present[i] = seenOn[i] == Vcpus.FREE ? i % vcpus.pcpus().size() : seenOn[i];
            }
        }
        Placement placement =
                Placement.of(PlacementProblem.of(demand, vcpus.pcpus().size()), present);
        move(placement);
        return Plan.of(vcpus.pins(placement.positions(), "from the busiest pCPU to the idlest"));
    }

    /** One round; the vCPUs moved, in order. */
    static List<Integer> move(Placement placement) {
        double[] load = new double[placement.pcpus()];
        int busiest = 0;
        int idlest = 0;
        for (int pcpu = 0; pcpu < load.length; pcpu++) {
            load[pcpu] = placement.load(pcpu);
            busiest = load[pcpu] > load[busiest] ? pcpu : busiest;
            idlest = load[pcpu] < load[idlest] ? pcpu : idlest;
        }
        List<Integer> moved = new ArrayList<>();
        if (load[busiest] <= IMBALANCE * load[idlest]) {
            return moved;
        }
        double mean = Arrays.stream(load).average().orElse(0);
        double imbalance = Math.min(load[busiest] - mean, mean - load[idlest]);
        for (int vcpu = 0; vcpu < placement.vcpus() && imbalance > 0; vcpu++) {
            double demand = placement.demand(vcpu);
            if (placement.at(vcpu) == busiest && demand > 0 && demand / 2 <= imbalance) {
                placement.move(vcpu, idlest);
                imbalance -= demand;
                moved.add(vcpu);
            }
        }
        return moved;
    }

    /** {@code move-busiest}. */
    public static final class Factory extends ShippedFactory {
        public Factory() {
            super(
                    "move-busiest",
                    PolicyKind.CPU,
                    "Moves vCPUs from the busiest pCPU to the idlest as Linux's load balancer moves tasks.",
                    MoveBusiestPolicy::new);
        }
    }
}
