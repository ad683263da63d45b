package io.equipoise.replay.model.cpu;

import java.util.Arrays;

/** How likely a vCPU that waits on one pCPU stays there, because every other pCPU that it may run on is taken. */
final class Blocking {
    /** Up to this many triples of member, member and pCPU, each pair is looked at on its own. */
    private static final int MOST_TRIPLES = 4096;

    private double[] taken = new double[0];

    /** Whether a group is small enough for {@link #among}; others make do with {@link #alone}. */
    static boolean pairwise(Group group) {
        return (long) group.allowed().length * group.members().length <= MOST_TRIPLES;
    }

    /** Makes room for a group. */
    void reserve(Group group) {
        if (taken.length < group.pcpus().length) {
            taken = new double[group.pcpus().length];
        }
    }

    /** The chance that all other pCPUs of a member are busy, from their usage alone. */
    static double alone(Group group, int member, int p, double[] usage) {
        int m = group.pcpus().length;
        double busy = 1;
        for (int other = 0; other < m; other++) {
            if (other != p && group.allowed()[member * m + other]) {
                busy *= Math.min(1, usage[other]);
            }
        }
        return busy;
    }

    /**
     * The chance that members other than i and j, who both are on p, and the host take all other pCPUs of i: a pCPU is
     * taken by those pinned to it, and each of those that may move takes one that is left.
     *
     * @param present chance that a member is runnable on a pCPU, at {@code member * pcpus + p}
     */
    double among(Group group, int i, int j, int p, double[] present, double[] hostLoad) {
        int m = group.pcpus().length;
        int others = 0;
        Arrays.fill(taken, 0, m, 0);
        taken[0] = 1;
        for (int o = 0; o < m; o++) {
            if (o != p && group.allowed()[i * m + o]) {
                double free = 1 - hostLoad[group.pcpus()[o]];
                for (int k = 0; k < group.members().length; k++) {
                    if (k != i && k != j && group.allowed()[k * m + o] && !movable(group, k)) {
                        free *= 1 - present[k * m + o];
                    }
                }
                others++;
                add(1 - free, others);
            }
        }
        if (others == 0) {
            return 1;
        }
        for (int k = 0; k < group.members().length; k++) {
            if (k != i && k != j && movable(group, k) && meets(group, i, k, p)) {
                add(total(present, k * m, m), others);
            }
        }
        return taken[others];
    }

    /** One more Bernoulli taker: {@code taken[n]} is the chance of n takers, at the end that of all or more. */
    private void add(double chance, int most) {
        for (int n = most; n >= 0; n--) {
            double before = n > 0 ? taken[n - 1] : 0;
            taken[n] = (n == most && most > 0 ? taken[n] : taken[n] * (1 - chance)) + before * chance;
        }
    }

    private static boolean movable(Group group, int member) {
        int m = group.pcpus().length;
        int allowed = 0;
        for (int p = 0; p < m; p++) {
            allowed += group.allowed()[member * m + p] ? 1 : 0;
        }
        return allowed > 1;
    }

    private static boolean meets(Group group, int i, int k, int p) {
        int m = group.pcpus().length;
        for (int o = 0; o < m; o++) {
            if (o != p && group.allowed()[i * m + o] && group.allowed()[k * m + o]) {
                return true;
            }
        }
        return false;
    }

    private static double total(double[] present, int from, int length) {
        double sum = 0;
        for (int p = from; p < from + length; p++) {
            sum += present[p];
        }
        return Math.min(1, sum);
    }
}
