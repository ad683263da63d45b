package io.equipoise.replay.model.cpu;

import java.util.Arrays;

/**
 * Approximate solution of a group of pCPUs whose members have unequal weights or overlapping affinities: discriminatory
 * processor sharing (Kleinrock 1967), by mean values found in iteration as in Bard 1979 and Schweitzer 1979. On pCPU p a
 * runnable member i gets E[w_i / (w_i + Σ w_j B_j)] where B_j is 1 with the chance q that j is runnable there while i is.
 * That mean is the integral over x in 0..1 of Π (1 − q + q x^(w_j / w_i)). The chance q follows from the speed of j while i
 * stays, which makes two equal vCPUs on one pCPU exact. A vCPU
 * that waits moves on when another pCPU that it may run on is left (see {@link Blocking}).
 */
final class WeightedSharing {
    private static final int ITERATIONS = 100;
    private static final double SETTLED = 1e-7;

    private static final double LEAST_FACTOR = 1e-300;

    private double[] speed = new double[0];
    private double[] present = new double[0];
    private double[] alone = new double[0];
    private double[] stay = new double[0];
    private double[] seen = new double[0];
    private double[] cycle = new double[0];
    private double[] usage = new double[0];
    private final Blocking blocking = new Blocking();
    private final double[] product = new double[Quadrature.NODES];

    /** Makes room for a group, so that solving allocates nothing. */
    void reserve(Group group) {
        int cells = group.allowed().length;
        if (speed.length < cells) {
            speed = new double[cells];
            present = new double[cells];
            alone = new double[cells];
        }
        if (Blocking.pairwise(group) && seen.length < cells * group.members().length) {
            seen = new double[cells * group.members().length];
            stay = new double[cells * group.members().length];
        }
        blocking.reserve(group);
        if (cycle.length < group.members().length) {
            cycle = new double[group.members().length];
        }
        if (usage.length < group.pcpus().length) {
            usage = new double[group.pcpus().length];
        }
    }

    /** Writes the members' run and sleep shares and, per pCPU of the host, the guests' usage. */
    void solve(
            Group group,
            double[] fractions,
            double[] demand,
            double[] weight,
            double[] hostLoad,
            double[] run,
            double[] sleep,
            double[] used) {
        start(group, fractions, demand);
        double change = 1;
        for (int turn = 0; turn < ITERATIONS && change > SETTLED; turn++) {
            measure(group, fractions, demand, hostLoad);
            change = 0;
            for (int i = 0; i < group.members().length; i++) {
                change = Math.max(change, respond(group, i, fractions, demand, weight, hostLoad));
            }
        }
        measure(group, fractions, demand, hostLoad);
        finish(group, fractions, demand, hostLoad, run, sleep, used);
    }

    private void start(Group group, double[] fractions, double[] demand) {
        int n = group.members().length;
        int m = group.pcpus().length;
        for (int i = 0; i < n; i++) {
            double d = demand[group.members()[i]];
            cycle[i] = 1;
            for (int p = 0; p < m; p++) {
                int at = i * m + p;
                speed[at] = 1;
                present[at] = fractions[at] * d;
                for (int j = 0; Blocking.pairwise(group) && j < n; j++) {
                    seen[(p * n + j) * n + i] = present[at];
                }
            }
        }
    }

    /** The usage of each pCPU, host load included, and how likely two members that meet there both stay. */
    private void measure(Group group, double[] fractions, double[] demand, double[] hostLoad) {
        int n = group.members().length;
        int m = group.pcpus().length;
        for (int p = 0; p < m; p++) {
            usage[p] = hostLoad[group.pcpus()[p]];
            for (int i = 0; i < n; i++) {
                usage[p] += fractions[i * m + p] * demand[group.members()[i]] / cycle[i];
            }
        }
        for (int i = 0; i < n; i++) {
            for (int p = 0; p < m; p++) {
                alone[i * m + p] = Blocking.alone(group, i, p, usage);
                for (int j = 0; Blocking.pairwise(group) && j < n; j++) {
                    if (j != i && fractions[i * m + p] > 0 && fractions[j * m + p] > 0) {
                        stay[(p * n + i) * n + j] = blocking.among(group, i, j, p, present, hostLoad);
                    }
                }
            }
        }
    }

    /** Updates one member's speeds, cycle and presence; returns how far its presence moved. */
    private double respond(
            Group group, int i, double[] fractions, double[] demand, double[] weight, double[] hostLoad) {
        int m = group.pcpus().length;
        double work = demand[group.members()[i]];
        double length = 1 - work;
        for (int p = 0; p < m; p++) {
            int at = i * m + p;
            if (fractions[at] > 0) {
                double load = hostLoad[group.pcpus()[p]];
                double host = 1 / (1 + alone[at] * load / (1 - load));
                speed[at] = host * share(group, i, p, fractions, weight);
                length += fractions[at] * work / speed[at];
                if (Blocking.pairwise(group)) {
                    show(group, i, p, fractions, work, weight, host);
                }
            }
        }
        cycle[i] = length;
        double moved = 0;
        for (int p = 0; p < m; p++) {
            int at = i * m + p;
            double next = fractions[at] * work / speed[at] / length;
            moved = Math.max(moved, Math.abs(next - present[at]));
            present[at] = next;
        }
        return moved;
    }

    /** The mean share of the pCPU that a runnable member gets beside the others; keeps the integrand's values. */
    private double share(Group group, int i, int p, double[] fractions, double[] weight) {
        int m = group.pcpus().length;
        Arrays.fill(product, 1);
        for (int j = 0; j < group.members().length; j++) {
            if (j != i && fractions[j * m + p] > 0) {
                double q = chance(group, i, j, p);
                double ratio = weight[group.members()[j]] / weight[group.members()[i]];
                for (int t = 0; t < product.length; t++) {
                    product[t] *= 1 - q + q * Quadrature.power(t, ratio);
                }
            }
        }
        double mean = 0;
        for (int t = 0; t < product.length; t++) {
            mean += Quadrature.weight(t) * product[t];
        }
        return mean;
    }

    /** The chance that member j is runnable beside a runnable member i, and that neither moves on. */
    private double chance(Group group, int i, int j, int p) {
        int n = group.members().length;
        int m = group.pcpus().length;
        double there = Blocking.pairwise(group) ? seen[(p * n + i) * n + j] : present[j * m + p];
        return there * both(group, i, j, p);
    }

    /** The chance that neither of two members that meet on a pCPU moves on. */
    private double both(Group group, int i, int j, int p) {
        int n = group.members().length;
        int m = group.pcpus().length;
        return Blocking.pairwise(group)
                ? Math.min(stay[(p * n + i) * n + j], stay[(p * n + j) * n + i])
                : Math.min(alone[i * m + p], alone[j * m + p]);
    }

    /** Tells each other member j how often it will find member i runnable, given that j itself stays. */
    private void show(Group group, int i, int p, double[] fractions, double work, double[] weight, double host) {
        int m = group.pcpus().length;
        int n = group.members().length;
        double here = fractions[i * m + p] * work;
        for (int j = 0; j < n; j++) {
            if (j != i && fractions[j * m + p] > 0) {
                double both = both(group, i, j, p);
                double q = chance(group, i, j, p);
                double ratio = weight[group.members()[j]] / weight[group.members()[i]];
                double beside = 0;
                for (int t = 0; t < product.length; t++) {
                    double slowed = Quadrature.power(t, ratio);
                    double factor = Math.max(LEAST_FACTOR, 1 - q + q * slowed);
                    beside += Quadrature.weight(t) * product[t] / factor * (1 - both + both * slowed);
                }
                double response = here / (beside * host);
                double length = cycle[i] + response - here / speed[i * m + p];
                seen[(p * n + j) * n + i] = length > 0 ? Math.min(1, response / length) : 0;
            }
        }
    }

    /** Shares out the time; where the approximation would use more of a pCPU than there is, its members are held back. */
    private void finish(
            Group group,
            double[] fractions,
            double[] demand,
            double[] hostLoad,
            double[] run,
            double[] sleep,
            double[] used) {
        int m = group.pcpus().length;
        for (int p : group.pcpus()) {
            used[p] = 0;
        }
        for (int i = 0; i < group.members().length; i++) {
            int v = group.members()[i];
            double held = 1;
            for (int p = 0; p < m; p++) {
                double load = hostLoad[group.pcpus()[p]];
                double over = usage[p] > 1 ? (1 - load) / (usage[p] - load) : 1;
                held = fractions[i * m + p] > 0 ? Math.min(held, over) : held;
            }
            run[v] = demand[v] / cycle[i] * held;
            sleep[v] = (1 - demand[v]) / cycle[i] * held;
            for (int p = 0; p < m; p++) {
                used[group.pcpus()[p]] += fractions[i * m + p] * run[v];
            }
        }
    }
}
