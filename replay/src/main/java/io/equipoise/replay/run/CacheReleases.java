package io.equipoise.replay.run;

/**
 * What a guest's caches tell of the free pages in its kernel's per-CPU lists, KiB. Of cache that it cannot do without, such as
 * the files of a tmpfs, its reports show what it takes and frees. What it frees and does not show as usable fills the lists,
 * what it takes and does not show as needed came from them. Linux hands full lists back nearly whole, so that they go up and
 * down while much is freed.
 */
final class CacheReleases {
    /** A change by less from tick to tick tells nothing. */
    private static final long STEP_KIB = 4 * 1024;

    private boolean began;
    private boolean took;
    private boolean freed;
    private long need;
    private long caches;
    private long lists;
    private long low;
    private long filled;
    private long least = Long.MAX_VALUE;

    /** Takes in, of the next tick, what the guest seemed to need, its lists included, and what of that is cache. */
    void see(long needKiB, long cachesKiB) {
        if (began) {
            follow(needKiB - need, cachesKiB - caches);
        }
        began = true;
        need = needKiB;
        caches = cachesKiB;
        filled = Math.max(filled, lists - low);
        least = Math.min(least, needKiB - lists);
    }

    /** Counts from what the lists held at first, until what is taken before anything is freed shows how much that was. */
    private void follow(long needChange, long cachesChange) {
        took |= cachesChange >= STEP_KIB;
        freed |= cachesChange <= -STEP_KIB;
        if (cachesChange >= STEP_KIB && !freed) {
            low = Math.min(low, lists + needChange - cachesChange);
        }
        lists = low + next(lists - low, needChange, cachesChange);
    }

    /** The most that was seen to fill the lists. */
    long filledKiB() {
        return filled;
    }

    /** Whether the guest took cache, so that its lists were seen to give what they had. */
    boolean took() {
        return took;
    }

    /** What they held before the guest took or freed anything, as far as it {@link #took}. */
    long startKiB() {
        return -low;
    }

    /** The least that the guest needed, its lists not included, if they held so much at the start. */
    long leastNeedKiB(long startKiB) {
        return least - startKiB;
    }

    /** What they hold at a tick, by what they held at the tick before and how need, lists included, and caches changed since. */
    static long next(long heldKiB, long needChangeKiB, long cachesChangeKiB) {
        if (Math.abs(needChangeKiB) < STEP_KIB && Math.abs(cachesChangeKiB) < STEP_KIB) {
            return heldKiB;
        }
        boolean frees = cachesChangeKiB <= -STEP_KIB;
        long change = needChangeKiB - cachesChangeKiB;
        if (frees ? needChangeKiB >= STEP_KIB : change >= STEP_KIB) {
            // Memory other than cache comes from the lists first, too.
            return 0;
        }
        return Math.max(0, heldKiB + (frees ? change : Math.min(0, change)));
    }
}
