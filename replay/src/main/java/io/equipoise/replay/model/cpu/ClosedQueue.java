package io.equipoise.replay.model.cpu;

/**
 * Exact solution of one processor-sharing station in a closed queueing network whose customers are all different: each
 * vCPU works and sleeps in proportion d : (1 − d), whatever the distributions (Baskett, Chandy, Muntz and Palacios 1975).
 * With k runnable the station serves min(k, capacity) at once, so a state with the set A runnable has the weight
 * β(|A|) · Π_{i in A} d_i · Π_{i not in A} (1 − d_i), where β(k) = Π_{j ≤ k} j / min(j, capacity). Sums over sets are
 * coefficients of a polynomial; only positive terms are added, so nothing cancels. O(n²) for n vCPUs, of which the
 * {@link CrowdedQueue} takes over many.
 */
final class ClosedQueue {
    /** Below this a vCPU counts as always asleep. */
    static final double NO_DEMAND = 1e-12;

    /** Up to so many vCPUs β stays below 1e200 even where the least capacity is left, and above that the rest is 0. */
    static final int MOST = 64;

    private final CrowdedQueue crowded = new CrowdedQueue();
    private double[][] forward = new double[0][];
    private double[] backward = new double[0];
    private double[] weight = new double[0];

    /** Makes room for stations of this many vCPUs, so that solving allocates nothing. */
    void reserve(int members) {
        if (members > MOST) {
            crowded.reserve(members);
        } else if (forward.length <= members) {
            forward = new double[members + 1][members + 1];
            backward = new double[members + 1];
            weight = new double[members + 1];
        }
    }

    /**
     * Writes the members' run and sleep shares and returns the mean capacity in use.
     *
     * @param members indices into the other arrays
     * @param capacity pCPUs that serve the station, less the host load there; above 0
     */
    double solve(int[] members, double[] demand, double capacity, double[] run, double[] sleep) {
        int n = members.length;
        if (n > MOST) {
            return crowded.solve(members, demand, capacity, run, sleep);
        }
        weigh(n, capacity);
        forward[0][0] = 1;
        for (int i = 0; i < n; i++) {
            grow(forward[i], forward[i + 1], i, demand[members[i]]);
        }
        double all = 0;
        double used = 0;
        double[] states = forward[n];
        for (int k = 0; k <= n; k++) {
            double state = states[k] * weight[k];
            all += state;
            used += state * Math.min(k, capacity);
            backward[k] = weight[k];
        }
        for (int i = n - 1; i >= 0; i--) {
            double d = demand[members[i]];
            run[members[i]] = d * without(forward[i], i) / all;
            sleep[members[i]] = d < NO_DEMAND ? 1 : run[members[i]] * (1 - d) / d;
            shrink(i, d);
        }
        return used / all;
    }

    private void weigh(int n, double capacity) {
        weight[0] = 1;
        for (int k = 1; k <= n; k++) {
            weight[k] = weight[k - 1] * (k / Math.min(k, capacity));
        }
    }

    /** How likely each number of runnable vCPUs would be with one more vCPU if none ever waited. */
    private static void grow(double[] before, double[] after, int n, double d) {
        double asleep = 1 - d;
        after[0] = asleep * before[0];
        for (int k = 1; k <= n; k++) {
            after[k] = asleep * before[k] + d * before[k - 1];
        }
        after[n + 1] = d * before[n];
    }

    /** The weight of all states of the vCPUs but one: those before it as they are, those after it folded into the weights. */
    private double without(double[] before, int n) {
        double even = 0;
        double odd = 0;
        int k = 0;
        for (; k < n; k += 2) {
            even += before[k] * backward[k];
            odd += before[k + 1] * backward[k + 1];
        }
        return k == n ? even + odd + before[n] * backward[n] : even + odd;
    }

    /** Folds the vCPU after the first n into the backward weights. */
    private void shrink(int n, double d) {
        double asleep = 1 - d;
        for (int k = 0; k <= n; k++) {
            backward[k] = asleep * backward[k] + d * backward[k + 1];
        }
    }
}
