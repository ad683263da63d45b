package io.equipoise.replay.model.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * The closed queue of {@link ClosedQueue} for many vCPUs, in nearly linear time. Where pCPUs are ever enough, nobody waits;
 * where they never are, {@link SaturatedQueue} takes over. In between the polynomial is the root of a tree of products,
 * and the weights that all other vCPUs give a leaf's numbers of runnable ones are passed down the same tree.
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

    /** The natural logarithm, negated, of what does not count. */
    private static final double NOTHING = 40;

    private final SaturatedQueue saturated = new SaturatedQueue();
    private final ScaledQueue scaled = new ScaledQueue();
    private double[] tilted = new double[0];
    private double[] means = new double[0];
    private double[] variances = new double[0];
    private final List<ProductNode> trees = new ArrayList<>();

    /** Makes room for stations of this many vCPUs; what is needed only near saturation is made when it is. */
    void reserve(int members) {
        if (tilted.length < members) {
            tilted = new double[members];
            means = new double[members + 1];
            variances = new double[members + 1];
        }
        saturated.reserve(members);
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
        double wanted = sum(members, demand);
        if (everServed(wanted, capacity)) {
            for (int v : members) {
                run[v] = demand[v];
                sleep[v] = 1 - demand[v];
            }
            return wanted;
        }
        double z = tilt(members, demand, capacity);
        if (saturated.solve(members, demand, capacity, z, run, sleep)) {
            return sum(members, run);
        }
        return multiplied(members, demand, capacity, z, run, sleep);
    }

    /** Whether more vCPUs than pCPUs are never runnable, as far as it counts: by Bernstein's bound on a sum of this mean. */
    private static boolean everServed(double wanted, double capacity) {
        double spare = capacity - wanted;
        return spare > 0 && spare * spare > 2 * (wanted + spare / 3) * NOTHING;
    }

    private static double sum(int[] members, double[] values) {
        double sum = 0;
        for (int v : members) {
            sum += values[v];
        }
        return sum;
    }

    private double multiplied(int[] members, double[] demand, double capacity, double z, double[] run, double[] sleep) {
        int n = members.length;
        reserve(n);
        for (int i = 0; i < n; i++) {
            double d = demand[members[i]];
            tilted[i] = d * z / (1 - d + d * z);
            means[i + 1] = means[i] + tilted[i];
            variances[i + 1] = variances[i] + tilted[i] * (1 - tilted[i]);
        }
        double variance = Math.max(variances[n], 1e-9);
        double likely = Math.max(means[n], capacity);
        double reach = reach(Math.max(means[n], 1e-9), variance, likely);
        if (largest(Math.min(n, likely + reach), Math.max(0, likely - reach), likely, z) > LARGEST) {
            scaled.reserve(n);
            return scaled.solve(members, demand, capacity, run, sleep);
        }
        ProductNode tree = tree(n);
        tree.multiply(tilted, means, variances, (likely - means[n] + reach) / variance);
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

    /** The natural logarithm of the largest weight of the states that count, where the likely one's is 1. */
    private static double largest(double most, double least, double likely, double z) {
        double capacity = likely / z;
        double up = most * Math.log(most / likely) - (most - likely);
        double turn = Math.max(least, capacity);
        double down = turn * Math.log(turn / likely) - (turn - likely) + (turn - least) * Math.log(z);
        return Math.max(up, down);
    }

    /** How many more than the likely number can be runnable before it does not count. */
    private static double reach(double mean, double variance, double likely) {
        double there = variance * likely / mean;
        double spread = 1 / (1 / there - 1 / Math.max(likely, there * (1 + 1e-9)));
        double bell = DEVIATIONS * Math.sqrt(spread);
        // Short of saturation each further one is rarer by mean / capacity at least.
        return likely > mean ? Math.min(bell, DEVIATIONS * DEVIATIONS / 2 / Math.log(likely / mean)) : bell;
    }

    /**
     * The z that makes the likely number of runnable vCPUs the mean one: where Σ d / ((1 − d) + d z) = capacity, at least 1.
     * By Newton's method on the reciprocal, which is nearly straight and concave, so that no step goes too far.
     */
    static double tilt(int[] members, double[] demand, double capacity) {
        double z = 1;
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double sum = 0;
            double slope = 0;
            for (int v : members) {
                double term = demand[v] / (1 - demand[v] + demand[v] * z);
                sum += term;
                slope += term * term;
            }
            if (sum <= (1 + NEAR) * capacity) {
                return z;
            }
            z += (sum - capacity) * sum / (capacity * slope);
        }
        return z;
    }
}
