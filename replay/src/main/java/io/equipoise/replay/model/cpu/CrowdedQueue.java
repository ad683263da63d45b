package io.equipoise.replay.model.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * The closed queue of {@link ClosedQueue} for many vCPUs, in nearly linear time: the polynomial is the root of a tree of
 * products, and the weights that all other vCPUs give a leaf's numbers of runnable ones are passed down the same tree.
 * Demands are tilted, d' = d z / ((1 − d) + d z) with weights β(k) / z^k, which changes no share but brings the likely
 * states into the middle of every polynomial; what lies so far from it that it does not count is left out. Only positive
 * terms are added.
 */
final class CrowdedQueue {
    /** Deviations of the number of runnable vCPUs beyond which states do not count. */
    private static final double DEVIATIONS = 7.5;

    /** The natural logarithm of the largest weight that is calculated with. */
    private static final double LARGEST = 600;

    /** Sizes of crowded stations that a host has at a time; more are solved as well, only slower. */
    private static final int MOST_TREES = 8;

    private static final int NEWTON_STEPS = 30;
    private static final double NEAR = 1e-6;

    private final ScaledQueue scaled = new ScaledQueue();
    private double[] tilted = new double[0];
    private double[] means = new double[0];
    private double[] variances = new double[0];
    private final List<ProductNode> trees = new ArrayList<>();

    /** Makes room for stations of this many vCPUs, so that solving allocates nothing unless it falls back. */
    void reserve(int members) {
        if (tilted.length < members) {
            tilted = new double[members];
            means = new double[members + 1];
            variances = new double[members + 1];
        }
        tree(members);
    }

    /** The tree for stations of this many vCPUs, one a size: the oldest goes where sizes are many. */
    private ProductNode tree(int members) {
        for (int i = 0; i < trees.size(); i++) {
            if (trees.get(i).size() == members) {
                return trees.get(i);
            }
        }
        if (trees.size() == MOST_TREES) {
            trees.remove(0);
        }
        ProductNode made = new ProductNode(0, members);
        trees.add(made);
        return made;
    }

    /** As {@link ClosedQueue#solve}. */
    double solve(int[] members, double[] demand, double capacity, double[] run, double[] sleep) {
        int n = members.length;
        reserve(n);
        ProductNode tree = tree(n);
        double z = tilt(members, demand, capacity);
        for (int i = 0; i < n; i++) {
            double d = demand[members[i]];
            tilted[i] = d * z / (1 - d + d * z);
            means[i + 1] = means[i] + tilted[i];
            variances[i + 1] = variances[i] + tilted[i] * (1 - tilted[i]);
        }
        double variance = Math.max(variances[n], 1e-9);
        double likely = Math.max(means[n], capacity);
        double spread = 1 / (1 / variance - 1 / Math.max(likely, variance * (1 + 1e-9)));
        if (DEVIATIONS * DEVIATIONS / 2 * spread / likely > LARGEST) {
            scaled.reserve(n);
            return scaled.solve(members, demand, capacity, run, sleep);
        }
        tree.multiply(tilted, means, variances, DEVIATIONS * Math.sqrt(spread) / variance);
        double used = tree.weigh(capacity, z, likely);
        tree.share(tilted);
        for (int i = 0; i < n; i++) {
            int v = members[i];
            double d = demand[v];
            run[v] = tilted[i] / z * tree.without(i);
            sleep[v] = d < ClosedQueue.NO_DEMAND ? 1 : run[v] * (1 - d) / d;
        }
        return used;
    }

    /** The z that makes the likely number of runnable vCPUs the mean one: where Σ d / ((1 − d) + d z) = capacity, at least 1. */
    private static double tilt(int[] members, double[] demand, double capacity) {
        double z = 1;
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double sum = -capacity;
            double slope = 0;
            for (int v : members) {
                double term = demand[v] / (1 - demand[v] + demand[v] * z);
                sum += term;
                slope += term * term;
            }
            if (sum <= NEAR * capacity) {
                return z;
            }
            z += sum / slope;
        }
        return z;
    }
}
