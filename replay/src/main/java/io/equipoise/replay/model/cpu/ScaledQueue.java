package io.equipoise.replay.model.cpu;

/**
 * The closed queue of {@link ClosedQueue} by rows that are scaled to a largest of 1, so that nothing overflows however
 * many vCPUs there are and however widely their weights differ. O(n²) for n vCPUs.
 */
final class ScaledQueue {
    private double[][] forward = new double[0][];
    private double[] backward = new double[0];
    private double[] stretch = new double[0];

    /** Makes room for stations of this many vCPUs, so that solving allocates nothing. */
    void reserve(int members) {
        if (forward.length > members) {
            return;
        }
        forward = new double[members + 1][];
        for (int i = 0; i <= members; i++) {
            forward[i] = new double[i + 1];
        }
        backward = new double[members + 2];
        stretch = new double[members + 2];
    }

    /**
     * Writes the members' run and sleep shares and returns the mean capacity in use.
     *
     * @param members indices into the other arrays
     * @param capacity pCPUs that serve the station, less the host load there; above 0
     */
    double solve(int[] members, double[] demand, double capacity, double[] run, double[] sleep) {
        int n = members.length;
        for (int k = 1; k <= n; k++) {
            stretch[k] = k / Math.min(k, capacity);
        }
        forward[0][0] = 1;
        for (int i = 0; i < n; i++) {
            grow(forward[i], forward[i + 1], i, demand[members[i]]);
        }
        double all = 0;
        double used = 0;
        double rate = 0;
        double[] states = forward[n];
        backward[0] = 0;
        for (int k = 0; k <= n; k++) {
            all += states[k];
            if (k > 0) {
                backward[k] = 1 / stretch[k];
                rate += states[k] * backward[k];
                used += states[k] * Math.min(k, capacity);
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            double d = demand[members[i]];
            double here = shrink(forward[i], i, d);
            run[members[i]] = here * rate / all;
            sleep[members[i]] = d < ClosedQueue.NO_DEMAND ? 1 : run[members[i]] * (1 - d) / d;
        }
        return used / all;
    }

    /** Weights of the numbers of runnable vCPUs with one more vCPU, scaled to a largest of 1. */
    private void grow(double[] before, double[] after, int n, double d) {
        double largest = 0;
        for (int k = 0; k <= n + 1; k++) {
            double asleep = k <= n ? (1 - d) * before[k] : 0;
            double runnable = k > 0 ? d * stretch[k] * before[k - 1] : 0;
            after[k] = asleep + runnable;
            largest = Math.max(largest, after[k]);
        }
        for (int k = 0; k <= n + 1; k++) {
            after[k] /= largest;
        }
    }

    /** Folds the vCPU after the first n into the backward weights; returns its part of the service that is given. */
    private double shrink(double[] before, int n, double d) {
        double here = 0;
        double elsewhere = 0;
        double largest = 0;
        for (int k = 0; k <= n; k++) {
            double runnable = d * stretch[k + 1] * backward[k + 1];
            double asleep = (1 - d) * backward[k];
            here += before[k] * runnable;
            elsewhere += before[k] * asleep;
            backward[k] = runnable + asleep;
            largest = Math.max(largest, backward[k]);
        }
        if (here <= 0) {
            return 0;
        }
        for (int k = 0; k <= n; k++) {
            backward[k] /= largest;
        }
        return here / (here + elsewhere);
    }
}
