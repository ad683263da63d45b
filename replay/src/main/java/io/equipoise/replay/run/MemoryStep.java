package io.equipoise.replay.run;

import org.jspecify.annotations.Nullable;

/**
 * A change of what a guest seems to need, its per-CPU lists included, and of that part of it which is cache, KiB; so large that
 * it tells something of the lists.
 */
record MemoryStep(long needKiB, long cachesKiB) {
    /** A change by less tells nothing. */
    static final long LEAST_KIB = 4 * 1024;

    /**
     * What changed between two reports, by {@link MemoryDemand}'s columns; null where it is too little. Cache counts only where
     * the guest reports that there is more or less of it.
     */
    static @Nullable MemoryStep between(long[] before, long[] now) {
        long need = MemoryDemand.allKiB(now) - MemoryDemand.allKiB(before);
        long caches = cachesBetween(before, now);
        return Math.abs(need) < LEAST_KIB && Math.abs(caches) < LEAST_KIB ? null : new MemoryStep(need, caches);
    }

    private static long cachesBetween(long[] before, long[] now) {
        long shownBefore = MemoryDemand.cachesKiB(before);
        long shown = MemoryDemand.cachesKiB(now);
        long kept = MemoryDemand.keptCachesKiB(now) - MemoryDemand.keptCachesKiB(before);
        boolean told = shownBefore > 0 && shown > 0 && Math.abs(shown - shownBefore) >= LEAST_KIB;
        return told && Long.signum(kept) == Long.signum(shown - shownBefore) ? kept : 0;
    }

    boolean takesCache() {
        return cachesKiB >= LEAST_KIB;
    }

    boolean freesCache() {
        return cachesKiB <= -LEAST_KIB;
    }

    /** What of freed cache does not show as usable, or, negative, of taken cache as needed. */
    long hiddenKiB() {
        return needKiB - cachesKiB;
    }

    /** What the lists hold after it, by what they held before and can hold. */
    long listsKiB(long heldKiB, long capacityKiB) {
        if (needKiB >= LEAST_KIB && hiddenKiB() >= 0) {
            // Whoever takes memory takes that of the lists first.
            return 0;
        }
        long change = freesCache() ? hiddenKiB() : Math.min(0, hiddenKiB());
        return Math.max(0, Math.min(capacityKiB, heldKiB + change));
    }
}
