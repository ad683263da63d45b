package io.equipoise.coordinator.policy.cpu;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The placement of the smallest largest load, by depth-first search over the vCPUs in descending order of demand, cut off
 * at the best one known and at pCPUs of equal load. Exact unless the nodes run out, which then leave the best one found.
 */
final class BranchAndBound {
    /** Enough for 12 vCPUs on 4 pCPUs, few enough for every tick. */
    static final int NODES = 200_000;

    /** Loads that differ by less are equal: what adding doubles in another order makes of them. */
    private static final double EQUAL = 1e-12;

    private final Placement placement;
    private final int[] order;
    private final double goal;
    private int[] best;
    private double bestLargest;
    private int nodes;

    private BranchAndBound(Placement start, Placement empty) {
        this.placement = empty;
        this.order = IntStream.range(0, empty.vcpus())
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(empty::demand).reversed())
                .mapToInt(vcpu -> vcpu)
                .toArray();
        this.goal = empty.lowerBound();
        this.best = start.positions();
        this.bestLargest = start.largest();
    }

    /** Positions no worse than those of a full placement to start from. */
    static int[] improve(double[] demand, Placement start) {
        BranchAndBound search = new BranchAndBound(start, Placement.empty(demand, start.pcpus()));
        search.descend(0, new double[start.pcpus()], new int[demand.length]);
        return search.best;
    }

    private void descend(int depth, double[] load, int[] at) {
        if (depth == order.length) {
            bestLargest = Arrays.stream(load).max().orElse(0);
            best = at.clone();
            return;
        }
        int vcpu = order[depth];
        double demand = placement.demand(vcpu);
        for (int pcpu = 0; pcpu < load.length; pcpu++) {
            if (bestLargest <= goal + EQUAL || ++nodes > NODES) {
                return;
            }
            if (load[pcpu] + demand >= bestLargest - EQUAL || seenBefore(load, pcpu)) {
                continue;
            }
            double before = load[pcpu];
            load[pcpu] += demand;
            at[vcpu] = pcpu;
            descend(depth + 1, load, at);
            load[pcpu] = before;
        }
    }

    private static boolean seenBefore(double[] load, int pcpu) {
        for (int other = 0; other < pcpu; other++) {
            if (load[other] == load[pcpu]) {
                return true;
            }
        }
        return false;
    }
}
