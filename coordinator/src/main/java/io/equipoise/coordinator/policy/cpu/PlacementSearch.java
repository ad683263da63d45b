package io.equipoise.coordinator.policy.cpu;

/** The search for the placement with the smallest largest load, ties by the smallest sum of squares. */
final class PlacementSearch {
    /** Up to this many vCPUs the search is exact. */
    static final int EXACT_VCPUS = 16;

    private PlacementSearch() {}

    /** The best placement from scratch; exact for few vCPUs, else longest processing time first and local search. */
    static Placement best(double[] demand, int pcpus) {
        Placement placement = Placement.empty(demand, pcpus);
        Lpt.place(placement);
        new Descent(placement).run();
        if (demand.length > EXACT_VCPUS) {
            return placement;
        }
        Placement exact = Placement.of(demand, BranchAndBound.improve(demand, placement), pcpus);
        new Descent(exact).run();
        return exact;
    }

    /**
     * A placement that is within {@code tolerance} of the best one, with few changes from the present one: as few steps
     * from the present one as it takes, or the best one with its pCPUs renumbered, whichever changes less.
     */
    static Placement nearest(double[] demand, int[] present, Placement best, double tolerance) {
        Placement from = Placement.of(demand, present, best.pcpus());
        Placement stepped = Placement.of(demand, present, best.pcpus());
        Lpt.place(stepped);
        Descent descent = new Descent(stepped);
        while (stepped.gain(best) > tolerance && descent.step()) {
            // the step is all there is to do
        }
        Placement renumbered = Renumbering.of(demand, present, best);
        boolean fewer = from.changes(stepped) < from.changes(renumbered);
        return fewer && stepped.gain(best) <= tolerance ? stepped : renumbered;
    }
}
