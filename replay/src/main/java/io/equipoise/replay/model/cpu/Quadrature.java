package io.equipoise.replay.model.cpu;

/** Gauss–Legendre quadrature of f(x) over 0..1 with x = y³, which is dense where small powers of x are steep. */
final class Quadrature {
    static final int NODES = 16;

    private static final double[] LOG = new double[NODES];
    private static final double[] WEIGHT = new double[NODES];

    static {
        for (int t = 0; t < NODES; t++) {
            double root = root(t);
            double slope = legendre(root)[1];
            double y = (1 + root) / 2;
            LOG[t] = 3 * Math.log(y);
            WEIGHT[t] = 3 * y * y / ((1 - root * root) * slope * slope);
        }
    }

    private Quadrature() {}

    /** The weight of a node's value in the integral. */
    static double weight(int node) {
        return WEIGHT[node];
    }

    /** A node's x to the power of the exponent. */
    static double power(int node, double exponent) {
        return Math.exp(exponent * LOG[node]);
    }

    private static double root(int node) {
        double x = Math.cos(Math.PI * (node + 0.75) / (NODES + 0.5));
        for (int turn = 0; turn < 50; turn++) {
            double[] at = legendre(x);
            x -= at[0] / at[1];
        }
        return x;
    }

    /** The Legendre polynomial of degree NODES and its slope. */
    private static double[] legendre(double x) {
        double before = 1;
        double value = x;
        for (int k = 2; k <= NODES; k++) {
            double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
            before = value;
            value = next;
        }
        return new double[] {value, NODES * (x * value - before) / (x * x - 1)};
    }
}
