package io.equipoise.coordinator.policy.cpu;

import java.util.Arrays;

/**
 * The placement of the smallest largest load, by depth-first search over the vCPUs in descending order of demand, cut off
 * at the best one known and at pCPUs that are alike. Exact unless the nodes run out, which then leave the best one found;
 * of the placements in which siblings share no pCPU, where the one to start from is such.
 */
final class BranchAndBound {
    /** Enough for 12 vCPUs on 4 pCPUs, few enough for every tick. */
    static final int NODES = 200_000;

    /** Loads that differ by less are equal: what adding doubles in another order makes of them. */
    private static final double EQUAL = 1e-12;

    private final PlacementProblem problem;
    private final int[] order;
    private final int[] alike;
    private final boolean apart;
    private final double goal;
    private final double[] load;
    private final int[] members;
    private final int[] at;
    private int[] best;
    private double bestLargest;
    private int nodes;

    private BranchAndBound(Placement start) {
        this.problem = start.problem();
        this.order = problem.descending();
        this.alike = problem.alike();
        this.apart = Arrays.stream(problem.siblings()).anyMatch(siblings -> siblings.length > 0);
        this.goal = problem.lowerBound();
        this.load = problem.hostLoad().clone();
        this.members = new int[load.length];
        this.at = new int[order.length];
        Arrays.fill(at, Vcpus.FREE);
        this.best = start.positions();
        this.bestLargest = start.largest();
    }

    /** Positions no worse than those of a full placement to start from. */
    static int[] improve(Placement start) {
        BranchAndBound search = new BranchAndBound(start);
        search.descend(0, Arrays.stream(search.load).max().orElse(0));
        return search.best;
    }

    private void descend(int depth, double largest) {
        if (depth == order.length) {
            bestLargest = largest;
            best = at.clone();
            return;
        }
        int vcpu = order[depth];
        double demand = problem.demand()[vcpu];
        for (int pcpu = 0; pcpu < load.length; pcpu++) {
            if (bestLargest <= goal + EQUAL || ++nodes > NODES) {
                return;
            }
            if (load[pcpu] + demand >= bestLargest - EQUAL || !fits(vcpu, pcpu) || seenBefore(pcpu)) {
                continue;
            }
            double before = load[pcpu];
            load[pcpu] += demand;
            members[pcpu]++;
            at[vcpu] = pcpu;
            descend(depth + 1, Math.max(largest, load[pcpu]));
            at[vcpu] = Vcpus.FREE;
            members[pcpu]--;
            load[pcpu] = before;
        }
    }

    private boolean fits(int vcpu, int pcpu) {
        if (!problem.allowed()[vcpu][pcpu]) {
            return false;
        }
        for (int sibling : problem.siblings()[vcpu]) {
            if (at[sibling] == pcpu) {
                return false;
            }
        }
        return true;
    }

    /** Whether a pCPU of equal load was tried on which everything to come can run as well. */
    private boolean seenBefore(int pcpu) {
        for (int other = 0; other < pcpu; other++) {
            if (load[other] == load[pcpu]
                    && alike[other] == alike[pcpu]
                    && (!apart || (members[other] == 0 && members[pcpu] == 0))) {
                return true;
            }
        }
        return false;
    }
}
