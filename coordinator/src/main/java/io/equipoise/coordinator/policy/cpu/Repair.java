package io.equipoise.coordinator.policy.cpu;

/** The present placement with only those moved that must: free ones, those where they may not run, those beside a sibling. */
final class Repair {
    private Repair() {}

    /** The positions of all, those in need placed by longest processing time first. */
    static int[] of(PlacementProblem problem, int[] present) {
        Placement placement = Placement.of(problem, freed(problem, present));
        Lpt.place(placement);
        return placement.positions();
    }

    /** Of siblings on one pCPU the first stays. */
    private static int[] freed(PlacementProblem problem, int[] present) {
        int[] at = present.clone();
        for (int vcpu = 0; vcpu < at.length; vcpu++) {
            if (at[vcpu] != Vcpus.FREE && (!problem.allowed()[vcpu][at[vcpu]] || followsSibling(problem, at, vcpu))) {
                at[vcpu] = Vcpus.FREE;
            }
        }
        return at;
    }

    private static boolean followsSibling(PlacementProblem problem, int[] at, int vcpu) {
        for (int sibling : problem.siblings()[vcpu]) {
            if (sibling < vcpu && at[sibling] == at[vcpu]) {
                return true;
            }
        }
        return false;
    }
}
