package io.equipoise.replay.run;

import org.jspecify.annotations.Nullable;

/**
 * What a guest's caches tell of the free pages in its kernel's per-CPU lists, KiB. Of cache that it cannot do without, such as
 * the files of a tmpfs, its reports show what it takes and frees. What it frees and does not show as usable fills the lists,
 * what it takes and does not show as needed came from them. Linux hands full lists back nearly whole, so that they go up and
 * down while much is freed.
 */
final class CacheReleases {
    /** Less in the lists tells nothing. */
    private static final long FILLED_KIB = 8 * 1024;

    /** Most of what is freed fills the lists, until they are full. */
    private static final double FILLING = 0.45;

    /** What lists were seen to hold may be so much more than is computed that they can. */
    private static final double CAPACITY_ERROR = 1.25;

    private long @Nullable [] counted;
    private boolean used;
    private boolean learnt;
    private boolean took;
    private long freed;
    private long filling;
    private long lists;
    private long low;
    private long filled;
    private long least = Long.MAX_VALUE;

    /**
     * Takes in the next report.
     *
     * @param values by {@link MemoryDemand}'s columns
     * @param leastNeedKiB what the guest needs at least, lists included
     * @param capacityKiB what lists can hold, by what is known yet
     */
    void see(long[] values, long leastNeedKiB, long capacityKiB) {
        MemoryStep step = counted == null ? null : MemoryStep.between(counted, values);
        if (step != null) {
            follow(step, (long) (capacityKiB * CAPACITY_ERROR));
        }
        if (counted == null || step != null) {
            counted = values;
        }
        least = Math.min(least, leastNeedKiB - lists);
    }

    /** The guest is started anew: its lists are as they were at first. */
    void restart() {
        counted = null;
        lists = 0;
        learnt = true;
    }

    /** Lists count from what they held at first, until what is taken before anything is freed shows how much that was. */
    private void follow(MemoryStep step, long most) {
        used |= step.takesCache() || step.freesCache();
        if (!learnt && step.takesCache() && step.hiddenKiB() < MemoryStep.LEAST_KIB) {
            took = true;
            low = Math.max(-most, Math.min(low, lists + step.hiddenKiB()));
        }
        learnt |= step.freesCache()
                || step.needKiB() <= -MemoryStep.LEAST_KIB
                || step.hiddenKiB() >= MemoryStep.LEAST_KIB;
        if (!step.freesCache()) {
            lists = low + step.listsKiB(lists - low, Long.MAX_VALUE);
        } else if (step.hiddenKiB() <= most) {
            lists = low + step.listsKiB(lists - low, Long.MAX_VALUE);
            freed -= step.cachesKiB();
            filling += Math.max(0, step.hiddenKiB());
            filled = Math.max(filled, lists - low);
        }
    }

    /** Whether what was freed filled lists that can hold so much. */
    boolean show(long capacityKiB) {
        return filled >= FILLED_KIB && filled <= capacityKiB * CAPACITY_ERROR && filling >= FILLING * freed;
    }

    /** Whether the guest took or freed cache at all. */
    boolean areUsed() {
        return used;
    }

    /** The most that was seen to fill the lists. */
    long filledKiB() {
        return filled;
    }

    /** Whether the guest took cache before it freed or took anything else, so that its lists were seen to give what they had. */
    boolean tookFirst() {
        return took;
    }

    /** What they held before the guest took or freed anything, where it {@linkplain #tookFirst took cache first}. */
    long startKiB() {
        return -low;
    }

    /** The least that the guest needed, its lists not included, if they held so much at the start. */
    long leastNeedKiB(long startKiB) {
        return least - startKiB;
    }
}
