package io.equipoise.replay.model.cpu;

import java.util.Arrays;

/**
 * Spreads vCPUs over the pCPUs that they may run on so that the loads become level: each in turn is poured like water
 * onto the lowest of its pCPUs. The sum of squared loads falls with each turn and has one minimum.
 */
final class Levelling {
    private static final int TURNS = 16;
    private static final double SETTLED = 1e-7;

    private double[] fractions = new double[0];
    private double[] loads = new double[0];

    /** Makes room for a group, so that spreading allocates nothing. */
    void reserve(Group group) {
        if (fractions.length < group.allowed().length) {
            fractions = new double[group.allowed().length];
        }
        if (loads.length < group.pcpus().length) {
            loads = new double[group.pcpus().length];
        }
    }

    /**
     * The share of each member's demand that falls on each pCPU, at {@code i * pcpus + p}; a member's shares sum to 1.
     * The array is this object's own and is overwritten by the next call.
     */
    double[] fractions(Group group, double[] demand, double[] hostLoad) {
        int m = group.pcpus().length;
        for (int p = 0; p < m; p++) {
            loads[p] = hostLoad[group.pcpus()[p]];
        }
        Arrays.fill(fractions, 0, group.allowed().length, 0);
        double moved = 1;
        for (int turn = 0; turn < TURNS && moved > SETTLED; turn++) {
            moved = 0;
            for (int i = 0; i < group.members().length; i++) {
                moved = Math.max(moved, pour(group, i, Math.max(demand[group.members()[i]], 1e-9)));
            }
        }
        return fractions;
    }

    /** Takes a member's load off and pours it out again; returns how much of it went elsewhere. */
    private double pour(Group group, int member, double demand) {
        int m = group.pcpus().length;
        int at = member * m;
        for (int p = 0; p < m; p++) {
            loads[p] -= fractions[at + p] * demand;
        }
        double level = level(group, at, demand);
        double moved = 0;
        for (int p = 0; p < m; p++) {
            double fraction = group.allowed()[at + p] ? Math.max(0, level - loads[p]) / demand : 0;
            moved = Math.max(moved, Math.abs(fraction - fractions[at + p]) * demand);
            fractions[at + p] = fraction;
            loads[p] += fraction * demand;
        }
        return moved;
    }

    /** The height at which the water stands: the volume above the allowed pCPUs that lie lower is the demand. */
    private double level(Group group, int at, double demand) {
        double level = Double.POSITIVE_INFINITY;
        while (true) {
            double sum = demand;
            int under = 0;
            for (int p = 0; p < group.pcpus().length; p++) {
                if (group.allowed()[at + p] && loads[p] < level) {
                    sum += loads[p];
                    under++;
                }
            }
            double next = sum / under;
            if (next >= level) {
                return level;
            }
            level = next;
        }
    }
}
