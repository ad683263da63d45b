package io.equipoise.replay.model.cpu;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A node in the tree of products of {@link CrowdedQueue}: how likely each number of its vCPUs is runnable, and what weight
 * the others give that number. Both are held from {@code low} to {@code high} runnable only.
 */
final class ProductNode {
    private static final int LEAF = 16;
    private static final double MARGIN = 8;
    private static final double LEAST_MARGIN = 14;

    /** States of a larger weight do not count; it is held here, so that it does not overflow. */
    private static final double LARGEST = 1e290;

    /** Rows that are added at once; so many zeros less one stand around what is held. */
    private static final int STEP = 4;

    private static final int PAD = STEP - 1;

    private final int from;
    private final int to;
    private final @Nullable ProductNode left;
    private final @Nullable ProductNode right;
    private final double[] product;
    private final double[] weight;
    private final double[][] forward;
    private final double[] without;
    private int low;
    private int high;

    ProductNode(int from, int to) {
        this(from, to, new double[to - from]);
    }

    private ProductNode(int from, int to, double[] without) {
        this.from = from;
        this.to = to;
        this.without = without;
        boolean leaf = size() <= LEAF;
        int middle = (from + to) >>> 1;
        left = leaf ? null : new ProductNode(from, middle, without);
        right = leaf ? null : new ProductNode(middle, to, without);
        forward = new double[leaf ? size() + 1 : 0][size() + 1];
        product = new double[size() + 1 + 2 * PAD];
        weight = new double[size() + 1 + 2 * PAD];
    }

    int size() {
        return to - from;
    }

    /**
     * Multiplies the factors of its vCPUs.
     *
     * @param means sums of the demands of the vCPUs before each
     * @param variances sums of their variances
     * @param reach how far from the mean the numbers count, per variance
     */
    void multiply(double[] demand, double[] means, double[] variances, double reach) {
        if (left == null || right == null) {
            low = 0;
            high = size();
            forward[0][0] = 1;
            for (int i = 0; i < size(); i++) {
                grow(forward[i], forward[i + 1], i, demand[from + i]);
            }
            System.arraycopy(forward[size()], 0, product, PAD, size() + 1);
            return;
        }
        left.multiply(demand, means, variances, reach);
        right.multiply(demand, means, variances, reach);
        double mean = means[to] - means[from];
        double variance = variances[to] - variances[from];
        double width = reach * variance + MARGIN * Math.sqrt(Math.max(0, variance)) + LEAST_MARGIN;
        low = Math.max(left.low + right.low, (int) Math.floor(mean - width));
        high = Math.min(left.high + right.high, (int) Math.ceil(mean + width));
        Arrays.fill(product, 0, high - low + 1 + 2 * PAD, 0);
        for (int i = left.low; i <= left.high; i += STEP) {
            int begin = Math.max(low, i + right.low);
            int end = Math.min(high, i + right.high + PAD);
            // Of the product's k-th term the i-th of one factor meets the (k - i)-th of the other.
            addDown(
                    product,
                    begin - low + PAD,
                    left.product,
                    i - left.low + PAD,
                    right.product,
                    begin - i - right.low + PAD,
                    end - begin + 1);
        }
    }

    private static void grow(double[] before, double[] after, int n, double d) {
        double asleep = 1 - d;
        after[0] = asleep * before[0];
        for (int k = 1; k <= n; k++) {
            after[k] = asleep * before[k] + d * before[k - 1];
        }
        after[n + 1] = d * before[n];
    }

    /** Adds four rows at once, each of which reads one place below the one before. */
    private static void addDown(
            double[] to, int at, double[] factors, int factor, double[] from, int begin, int count) {
        double a = factors[factor];
        double b = factors[factor + 1];
        double c = factors[factor + 2];
        double d = factors[factor + 3];
        for (int j = 0; j < count; j++) {
            to[at + j] += (a * from[begin + j] + b * from[begin + j - 1])
                    + (c * from[begin + j - 2] + d * from[begin + j - 3]);
        }
    }

    /** Adds four rows at once, each of which reads one place above the one before. */
    private static void addUp(double[] to, int at, double[] factors, int factor, double[] from, int begin, int count) {
        double a = factors[factor];
        double b = factors[factor + 1];
        double c = factors[factor + 2];
        double d = factors[factor + 3];
        for (int j = 0; j < count; j++) {
            to[at + j] += (a * from[begin + j] + b * from[begin + j + 1])
                    + (c * from[begin + j + 2] + d * from[begin + j + 3]);
        }
    }

    /** At the root: weighs the numbers of runnable vCPUs so that all states sum to 1; returns the mean capacity in use. */
    double weigh(double capacity, double z, double likely) {
        int zero = PAD - low;
        int middle = (int) Math.max(low, Math.min(high, Math.round(likely)));
        Arrays.fill(weight, 0, high - low + 1 + 2 * PAD, 0);
        weight[zero + middle] = 1;
        for (int k = middle + 1; k <= high; k++) {
            weight[zero + k] = Math.min(LARGEST, weight[zero + k - 1] * (k / Math.min(k, capacity)) / z);
        }
        for (int k = middle; k > low; k--) {
            weight[zero + k - 1] = Math.min(LARGEST, weight[zero + k] / (k / Math.min(k, capacity)) * z);
        }
        double all = 0;
        double used = 0;
        for (int k = low; k <= high; k++) {
            double state = product[zero + k] * weight[zero + k];
            all += state;
            used += state * Math.min(k, capacity);
        }
        for (int k = low; k <= high; k++) {
            weight[zero + k] /= all;
        }
        return used / all;
    }

    /** Passes the weights on to the children, and at a leaf finds the weight of all states without each vCPU. */
    void share(double[] demand) {
        if (left == null || right == null) {
            for (int i = size() - 1; i >= 0; i--) {
                double d = demand[from + i];
                double sum = 0;
                for (int k = 0; k <= i; k++) {
                    sum += forward[i][k] * weight[PAD + k];
                    weight[PAD + k] = (1 - d) * weight[PAD + k] + d * weight[PAD + k + 1];
                }
                without[from + i] = sum;
            }
            return;
        }
        pass(left, right);
        pass(right, left);
        left.share(demand);
        right.share(demand);
    }

    private void pass(ProductNode child, ProductNode other) {
        Arrays.fill(child.weight, 0, child.high - child.low + 1 + 2 * PAD, 0);
        for (int i = other.low; i <= other.high; i += STEP) {
            int begin = Math.max(child.low, low - i - PAD);
            int end = Math.min(child.high, high - i);
            addUp(
                    child.weight,
                    begin - child.low + PAD,
                    other.product,
                    i - other.low + PAD,
                    weight,
                    i + begin - low + PAD,
                    end - begin + 1);
        }
    }

    /** The weight of all states of the root's other vCPUs while one is not there. */
    double without(int vcpu) {
        return without[vcpu];
    }
}
