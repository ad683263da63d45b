package io.equipoise.replay.model.cpu;

import java.util.Arrays;

/**
 * The closed queue of {@link ClosedQueue} where waiting never ends: with all pCPUs busy in every state that counts, the
 * weights are β(k) = k! / capacity^k but for a constant, and as k! = ∫ t^k e^-t dt, sums over states become one integral
 * of e^(−capacity · s) · Π (1 − d_i + d_i s) over s (McKenna and Mitra 1982), and a vCPU's share the mean of
 * d_i / (1 − d_i + d_i s) under it. The trapezoidal rule over ln s has it exactly but for rounding. O(n) for n vCPUs.
 */
final class SaturatedQueue {
    /** Nodes that reach beyond 10 standard deviations on each side of the peak; whether that is enough is looked at. */
    private static final int NODES = 36;

    /** The distance of nodes, in standard deviations of the integrand: the rule is off by e^(−2π² / STEP²). */
    private static final double STEP = 0.6;

    /** A wider bell is none: its tails would want more nodes. */
    private static final double WIDEST = 0.25;

    /** The natural logarithm, negated, of what does not count. */
    private static final double NOTHING = 34;

    /** Factors that are multiplied before a logarithm is taken, so that no product overflows. */
    private static final int FACTORS = 64;

    /** vCPUs whose shares are summed up together, so that they stay in the nearest cache. */
    private static final int BLOCK = 1024;

    private static final int LANES = 4;

    private final double[] offset = new double[NODES];
    private final double[] weight = new double[NODES];
    private double[] tau = new double[0];
    private double[] share = new double[0];

    /** Makes room for stations of this many vCPUs, so that solving allocates nothing. */
    void reserve(int members) {
        if (tau.length < members) {
            tau = new double[members];
            share = new double[members];
        }
    }

    /**
     * Whether the station's pCPUs are busy in every state that counts; if so its members' run and sleep shares are written.
     *
     * @param z where the integrand is largest: Σ d / (1 − d + d z) = capacity; only above 1 is it looked at
     */
    boolean solve(int[] members, double[] demand, double capacity, double z, double[] run, double[] sleep) {
        if (z <= 1) {
            return false;
        }
        int n = members.length;
        reserve(n);
        double curvature = 0;
        for (int i = 0; i < n; i++) {
            double d = demand[members[i]];
            double here = d / (1 - d + d * z);
            tau[i] = here;
            curvature += here * here;
        }
        double deviation = 1 / (z * Math.sqrt(curvature));
        if (deviation > WIDEST) {
            return false;
        }
        for (int m = 0; m < NODES; m++) {
            offset[m] = z * Math.expm1((m - NODES / 2) * STEP * deviation);
        }
        if (!busy(members, demand, capacity, z + offset[0])) {
            return false;
        }
        weigh(n, capacity, z);
        if (weight[0] > Math.exp(-NOTHING) || weight[NODES - 1] > Math.exp(-NOTHING)) {
            return false;
        }
        for (int from = 0; from < n; from += BLOCK) {
            average(from, Math.min(n, from + BLOCK));
        }
        for (int i = 0; i < n; i++) {
            int v = members[i];
            run[v] = tau[i] * share[i];
            sleep[v] = (1 - demand[v]) / (1 - demand[v] + demand[v] * z) * share[i];
        }
        return true;
    }

    /** Whether even at the least s that counts all pCPUs are as good as never idle: by Chernoff's bound on fewer runnable vCPUs. */
    private static boolean busy(int[] members, double[] demand, double capacity, double s) {
        double few = Math.ceil(capacity) - 1;
        if (few <= 0) {
            return true;
        }
        double mean = 0;
        for (int v : members) {
            mean += demand[v] * s / (1 - demand[v] + demand[v] * s);
        }
        double above = mean - few;
        return above > 0 && above * above > 2 * mean * NOTHING;
    }

    /** The integrand at each node, and its length along s, so that all weights sum to 1. */
    private void weigh(int n, double capacity, double z) {
        for (int m = 0; m < NODES; m += LANES) {
            logarithms(n, m);
        }
        double all = 0;
        for (int m = 0; m < NODES; m++) {
            weight[m] = Math.exp(weight[m] - capacity * offset[m]) * (z + offset[m]);
            all += weight[m];
        }
        for (int m = 0; m < NODES; m++) {
            weight[m] /= all;
        }
    }

    /** ln Π (1 + τ_i (s − z)) of four nodes, which do not wait for each other. */
    private void logarithms(int n, int m) {
        double a = offset[m];
        double b = offset[m + 1];
        double c = offset[m + 2];
        double d = offset[m + 3];
        double logA = 0;
        double logB = 0;
        double logC = 0;
        double logD = 0;
        for (int from = 0; from < n; from += FACTORS) {
            double productA = 1;
            double productB = 1;
            double productC = 1;
            double productD = 1;
            int end = Math.min(n, from + FACTORS);
            for (int i = from; i < end; i++) {
                double t = tau[i];
                productA *= 1 + t * a;
                productB *= 1 + t * b;
                productC *= 1 + t * c;
                productD *= 1 + t * d;
            }
            logA += Math.log(productA);
            logB += Math.log(productB);
            logC += Math.log(productC);
            logD += Math.log(productD);
        }
        weight[m] = logA;
        weight[m + 1] = logB;
        weight[m + 2] = logC;
        weight[m + 3] = logD;
    }

    /** The mean of 1 / (1 + τ_i (s − z)) for each of some vCPUs. */
    private void average(int from, int to) {
        Arrays.fill(share, from, to, 0);
        // Two nodes at a time over a common denominator: divisions are what this costs.
        for (int m = 0; m < NODES; m += 2) {
            double a = offset[m];
            double b = offset[m + 1];
            double both = weight[m] + weight[m + 1];
            double crossed = weight[m] * b + weight[m + 1] * a;
            for (int i = from; i < to; i++) {
                double t = tau[i];
                share[i] += (both + crossed * t) / ((1 + t * a) * (1 + t * b));
            }
        }
    }
}
