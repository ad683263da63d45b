package io.equipoise.replay.run;

import java.util.List;

/**
 * Free pages that a guest's kernel keeps in per-CPU lists and reports as neither unused nor usable, KiB: since Linux 5.13 as
 * many as its low watermark (mm/page_alloc.c, zone_highsize). They fill while the guest frees memory, and are the first it
 * takes again. Of a guest whose balloon stays at its maximum they are found by its {@link CacheReleases}, or else by what it
 * holds more after a release than it ever did before. A balloon that is made smaller takes them too; there they are found by
 * what of its gains does not show as usable, and what they hold is not told from need.
 */
final class PageLists {
    /** Unused memory that the kernel keeps: a zone's high watermark, which is 6/5 of the low one, and the reserve below. */
    private static final double LOW_OF_HIGH = 5.0 / 6;

    /** What a lower zone keeps of the memory above it: 1/256 of it (lowmem_reserve_ratio). */
    private static final long RESERVE_RATIO = 256;

    /** Lists took 0.57 to 0.95 of what balloons gained in trials; where there are none, needs grew by 0.25 to 0.3 of it just then. */
    private static final double TAKEN = 0.45;

    /** Smaller gains tell nothing. */
    private static final long GAIN_KIB = 8 * 1024;

    private final CacheReleases caches = new CacheReleases();
    private boolean shrunk;
    private boolean released;
    private long maximum;
    private long watermark;
    private long peak = Long.MIN_VALUE;
    private long before = Long.MAX_VALUE;
    private long after = Long.MAX_VALUE;
    private long capacity;
    private long start;
    private long filled;
    private long gained;
    private long taken;
    private boolean byCaches;

    /** Takes in, of the next tick, what the guest seemed to need, its balloon, that one's gain and maximum, and how far unused exceeded usable. */
    void see(long needKiB, long balloonKiB, BalloonGain gain, long maximumKiB, long unusedBeyondUsableKiB) {
        if (gain.gainedKiB() >= GAIN_KIB) {
            gained += gain.gainedKiB();
            taken += gain.takenKiB();
        }
        shrunk |= balloonKiB < maximumKiB;
        maximum = maximumKiB;
        watermark = Math.max(watermark, unusedBeyondUsableKiB);
        peak = Math.max(peak, needKiB);
        released |= needKiB < peak - capacityKiB();
        if (released) {
            after = Math.min(after, needKiB);
        } else {
            before = Math.min(before, needKiB);
        }
    }

    private long capacityKiB() {
        return Math.max(0, Math.round((watermark - maximum / RESERVE_RATIO) * LOW_OF_HIGH));
    }

    /** How much more the guest held after its releases than it ever did before; 0 where nothing can be told. */
    private long moreKiB() {
        return released && !shrunk ? Math.max(0, after - before) : 0;
    }

    /** Takes in the same report by {@link MemoryDemand}'s columns, and what the guest needs at least by it. */
    void see(long[] values, long leastNeedKiB) {
        caches.see(values, leastNeedKiB, capacityKiB());
    }

    /** The guest is started anew. */
    void restart() {
        caches.restart();
    }

    /** Finds the lists of a host's guests, once all ticks were taken in. Guests of one maximum are taken for alike. */
    static void find(List<PageLists> guests) {
        for (PageLists guest : guests) {
            List<PageLists> alike = guests.stream()
                    .filter(other -> other.maximum == guest.maximum)
                    .toList();
            if (guest.shrunk) {
                guest.capacity = takes(alike) ? guest.capacityKiB() : 0;
            } else if (alike.stream().anyMatch(PageLists::showByCaches)) {
                guest.findByCaches(alike);
            } else {
                guest.findByReleases(alike);
            }
        }
    }

    /** Whether the guest's caches show lists. */
    private boolean showByCaches() {
        return !shrunk && caches.show(capacityKiB());
    }

    /** By the caches of guests alike, of which one shows lists; what a guest without caches frees fills them. */
    private void findByCaches(List<PageLists> alike) {
        byCaches = caches.areUsed();
        capacity = capacityKiB();
        for (PageLists other : alike) {
            if (other.showByCaches()) {
                capacity = Math.max(capacity, other.caches.filledKiB());
            }
        }
        for (PageLists other : alike) {
            // One whose lists were not seen to give anything held as much as those that did.
            if (caches.tookFirst() ? other == this : other.showByCaches() && other.caches.tookFirst()) {
                start = Math.max(start, Math.min(capacity, other.caches.startKiB()));
            }
        }
        filled = Math.min(capacity, start + moreKiB());
    }

    /** What is left of the lists when those of one guest were filled is what all had before. */
    private void findByReleases(List<PageLists> alike) {
        long most = alike.stream().mapToLong(PageLists::moreKiB).max().orElse(0);
        if (most >= MemoryStep.LEAST_KIB && most <= capacityKiB()) {
            capacity = capacityKiB();
            start = capacity - most;
            filled = start + moreKiB();
        }
    }

    /** Whether of what such guests gained more was taken at once than they can have needed just then. */
    private static boolean takes(List<PageLists> alike) {
        long gained = 0;
        long taken = 0;
        for (PageLists guest : alike) {
            gained += guest.gained;
            taken += guest.taken;
        }
        return gained > 0 && taken > TAKEN * gained;
    }

    /** What they can hold; 0 where the trace shows none. */
    long foundKiB() {
        return capacity;
    }

    /** What they held before the guest took or freed anything. */
    long startKiB() {
        return start;
    }

    /** The least that the guest needed, its lists not included, where that is the least with them. */
    long leastNeedKiB(long leastKiB) {
        return byCaches ? Math.min(leastKiB, caches.leastNeedKiB(start)) : leastKiB - start;
    }

    /** Whether what they hold is told from what the guest needs. */
    boolean areTold() {
        return !shrunk;
    }

    /** Whether they are followed by steps of need and caches; otherwise by need from tick to tick. */
    boolean areFollowedByCaches() {
        return byCaches;
    }

    /** What they hold at a tick, by what they held and the guest seemed to need at the tick before. */
    long next(long heldKiB, long needBeforeKiB, long needKiB) {
        if (Math.abs(needKiB - needBeforeKiB) < MemoryStep.LEAST_KIB) {
            return heldKiB;
        }
        return needKiB > needBeforeKiB ? 0 : filled;
    }
}
