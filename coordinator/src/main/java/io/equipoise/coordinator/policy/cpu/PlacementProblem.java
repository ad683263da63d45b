package io.equipoise.coordinator.policy.cpu;

import java.util.Arrays;

/**
 * What is to be placed where; vCPUs and pCPUs count from 0. Arrays are neither copied nor written.
 *
 * @param demand of each vCPU as a share of one pCPU
 * @param hostLoad of each pCPU: what runs there beside the vCPUs, as a share of it
 * @param allowed for each vCPU whether it may run on each pCPU; each may on at least one
 * @param siblings of each vCPU: those of its guest with which it is not to share a pCPU
 */
record PlacementProblem(double[] demand, double[] hostLoad, boolean[][] allowed, int[][] siblings) {
    private static final int[] NOBODY = {};
    private static final int INDEX_BITS = 20;
    private static final double STEPS = 1L << (62 - INDEX_BITS);

    /** Single vCPUs that may run anywhere on a host with no load of its own. */
    static PlacementProblem of(double[] demand, int pcpus) {
        boolean[] anywhere = new boolean[pcpus];
        Arrays.fill(anywhere, true);
        boolean[][] allowed = new boolean[demand.length][];
        Arrays.fill(allowed, anywhere);
        int[][] siblings = new int[demand.length][];
        Arrays.fill(siblings, NOBODY);
        return new PlacementProblem(demand, new double[pcpus], allowed, siblings);
    }

    int vcpus() {
        return demand.length;
    }

    int pcpus() {
        return hostLoad.length;
    }

    /** No placement has a smaller largest load: the mean, or what is on one pCPU where that is more. */
    double lowerBound() {
        double most = Math.max(Loads.most(demand), Loads.most(hostLoad));
        return Math.max((Loads.sum(demand) + Loads.sum(hostLoad)) / pcpus(), most);
    }

    /** The vCPUs in descending order of demand, to a millionth of a millionth of the largest; ties by the lower number. */
    int[] descending() {
        double largest = Loads.most(demand);
        long[] keys = new long[demand.length];
        for (int i = 0; i < keys.length; i++) {
            long share = largest > 0 ? Math.round(demand[i] / largest * STEPS) : 0;
            keys[i] = (share << INDEX_BITS) | (keys.length - 1 - i);
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = keys.length - 1 - (int) (keys[keys.length - 1 - i] & ((1L << INDEX_BITS) - 1));
        }
        return order;
    }

    /** For each pCPU the first one on which the same vCPUs may run. */
    int[] alike() {
        int[] alike = new int[pcpus()];
        for (int p = 0; p < alike.length; p++) {
            int first = 0;
            while (!sameAllowed(first, p)) {
                first++;
            }
            alike[p] = first;
        }
        return alike;
    }

    private boolean sameAllowed(int one, int other) {
        for (boolean[] pcpus : allowed) {
            if (pcpus[one] != pcpus[other]) {
                return false;
            }
        }
        return true;
    }
}
