package io.equipoise.replay.run;

/** What one guest needed at each tick of a stretch, KiB, counted from its first tick. */
final class MemoryDemand {
    static final int UNUSED_BEYOND_USABLE = 1;
    private static final int NEED = 0;
    private static final int KERNEL = 2;
    private static final int CACHES = 3;
    private static final int MINOR_FAULTS = 4;
    private static final int MAJOR_FAULTS = 5;
    private static final int HIDDEN = 6;
    private static final int LISTS = 7;
    private static final int COLUMNS = 8;

    /** The values of a guest that never reported. */
    static final long[] NOTHING = new long[COLUMNS];

    private final MemoryFacts facts;
    private final long[][] values;

    /** @param values of each tick, in the order of {@link #values}; none where the guest never reports */
    MemoryDemand(MemoryFacts facts, long[][] values) {
        this.facts = facts;
        this.values = values;
    }

    /** The values of one tick; faults are cumulative, as recorded, and {@code hidden} is what of the need may lie in swap. */
    static long[] values(
            long need,
            long unusedBeyondUsable,
            long kernel,
            long caches,
            long minorFaults,
            long majorFaults,
            long hidden) {
        return new long[] {need, unusedBeyondUsable, kernel, caches, minorFaults, majorFaults, hidden, 0};
    }

    /** Takes what lies in per-CPU lists off a tick's need. */
    static void split(long[] values, long listsKiB) {
        values[NEED] = allKiB(values) - listsKiB;
        values[LISTS] = listsKiB;
    }

    /** What a guest seems to need, its lists included. */
    static long allKiB(long[] values) {
        return values[NEED] + values[LISTS];
    }

    /** All caches as the guest reports them; 0 where it does not. */
    static long cachesKiB(long[] values) {
        return values[CACHES];
    }

    /**
     * Caches that a guest cannot do without, in memory or in swap, and a constant; memory other than cache that lies in swap
     * is in it too, and what the kernel could give up of its own.
     */
    static long keptCachesKiB(long[] values) {
        return values[CACHES] + values[UNUSED_BEYOND_USABLE] + values[HIDDEN];
    }

    /** The same with the need of an end; but for the low one, what may lie in swap is needed. */
    MemoryDemand at(DemandEnd end) {
        if (end != DemandEnd.LOW || !isUncertain()) {
            return this;
        }
        long[][] low = new long[values.length][];
        for (int t = 0; t < low.length; t++) {
            low[t] = values[t].clone();
            low[t][NEED] -= low[t][HIDDEN];
        }
        return new MemoryDemand(facts, low);
    }

    /** Whether swapping hides a part of the need anywhere. */
    boolean isUncertain() {
        for (long[] tick : values) {
            if (tick[HIDDEN] > 0) {
                return true;
            }
        }
        return false;
    }

    private long value(int t, int column) {
        return values.length == 0 ? 0 : values[t][column];
    }

    boolean reports() {
        return facts.reports();
    }

    long needKiB(int t) {
        return value(t, NEED);
    }

    long leastKiB() {
        return facts.leastKiB();
    }

    /** Free pages in the recorded guest's per-CPU lists, which its need does not hold. */
    long listsKiB(int t) {
        return value(t, LISTS);
    }

    /** Caches that the kernel gives up when memory is short: usable beyond unused, above the kernel's watermarks. */
    long reclaimableKiB(int t) {
        return facts.watermarkKiB() - value(t, UNUSED_BEYOND_USABLE);
    }

    long watermarkKiB() {
        return facts.watermarkKiB();
    }

    /** What of the balloon the guest's kernel does not count as its memory. */
    long kernelKiB(int t) {
        return value(t, KERNEL);
    }

    long cachesKiB(int t) {
        return value(t, CACHES);
    }

    long minorFaults(int t) {
        return value(t, MINOR_FAULTS);
    }

    long majorFaults(int t) {
        return value(t, MAJOR_FAULTS);
    }
}
