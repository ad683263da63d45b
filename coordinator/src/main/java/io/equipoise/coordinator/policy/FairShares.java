package io.equipoise.coordinator.policy;

import java.util.Arrays;

/** Max-min fair division: who wants little gets it all, the others share the rest evenly. */
public final class FairShares {

    private FairShares() {}

    /**
     * Each one's share of an amount, at most what it wants and rounded down; the shares add up to at most the amount.
     * Wants below zero count as zero.
     */
    public static long[] of(long amount, long[] wants) {
        return each(level(amount, wants), wants);
    }

    /** The level that no share exceeds: the largest one at which all shares together fit the amount. */
    public static long level(long amount, long[] wants) {
        long[] ascending =
                Arrays.stream(wants).map(want -> Math.max(0, want)).sorted().toArray();
        long left = Math.max(0, amount);
        for (int i = 0; i < ascending.length; i++) {
            long even = left / (ascending.length - i);
            if (ascending[i] > even) {
                return even;
            }
            left -= ascending[i];
        }
        return Long.MAX_VALUE;
    }

    private static long[] each(long level, long[] wants) {
        return Arrays.stream(wants)
                .map(want -> Math.min(level, Math.max(0, want)))
                .toArray();
    }
}
