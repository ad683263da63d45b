package io.equipoise.coordinator.policy.cpu;

import java.util.Arrays;

/** The search for the placement with the smallest largest load, ties by the smallest sum of squares. */
public final class PlacementSearch {
    /** Up to this many vCPUs the search is exact. */
    static final int EXACT_VCPUS = 16;

    private PlacementSearch() {}

    /**
     * The best placement of single vCPUs that are free on a host with no load of its own.
     *
     * @param demand of each vCPU as a share of one pCPU; at least 0
     * @param pcpus how many there are; at least 1
     * @return the pCPU of each vCPU, counted from 0
     */
    public static int[] place(double[] demand, int pcpus) {
        return best(PlacementProblem.of(demand, pcpus)).positions();
    }

    /** Whether {@link #best} is the best there is, not only near it. */
    static boolean isExact(PlacementProblem problem) {
        return problem.vcpus() <= EXACT_VCPUS;
    }

    /** The best placement from scratch; exact for few vCPUs, else longest processing time first and local search. */
    static Placement best(PlacementProblem problem) {
        Placement placement = Placement.empty(problem);
        Lpt.place(placement);
        new Descent(placement).run();
        if (!isExact(problem)) {
            return placement;
        }
        Placement exact = Placement.of(problem, BranchAndBound.improve(placement));
        new Descent(exact).run();
        return exact;
    }

    /**
     * A placement that is within {@code tolerance} of the best one, with few changes from the present one: as few steps
     * from the present one as it takes, or the best one with its pCPUs renumbered, whichever changes less. Where nobody is
     * placed at present it is the best one.
     */
    static Placement nearest(int[] present, Placement best, double tolerance) {
        PlacementProblem problem = best.problem();
        if (Arrays.stream(present).allMatch(position -> position == Vcpus.FREE)) {
            return best;
        }
        Placement from = Placement.of(problem, present);
        Placement stepped = Placement.of(problem, Repair.of(problem, present));
        Placement renumbered = Renumbering.of(present, best);
        Placement nearest = best;
        for (Placement candidate : new Placement[] {renumbered, stepped}) {
            if (candidate.isAllowed()
                    && descend(candidate, best, tolerance)
                    && from.changes(candidate) < from.changes(nearest)) {
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Steps until the best placement gains no more than the tolerance; false where no step leads there. */
    private static boolean descend(Placement placement, Placement best, double tolerance) {
        Descent descent = new Descent(placement);
        while (placement.largest() - best.largest() > tolerance || placement.gain(best) > tolerance) {
            if (!descent.step()) {
                return false;
            }
        }
        return true;
    }
}
