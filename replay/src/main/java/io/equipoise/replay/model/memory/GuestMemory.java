package io.equipoise.replay.model.memory;

/**
 * One guest's memory, KiB: its balloon, what it needs, what of that lies in swap, and the free pages in its per-CPU lists,
 * which are neither needed nor usable and the first that anyone takes. Counters are cumulative; the one of
 * swapped-out memory never falls, even when what was swapped is freed there.
 */
final class GuestMemory {
    private static final long PAGE_KIB = 4;

    /** Linux reads swap ahead; in trials 2.4 to 3.5 pages came back with each fault. */
    private static final long PAGES_A_FAULT = 3;

    final String name;
    long balloon;
    long target;
    long maximum;
    private long need;
    private long swapped;
    long listsCapacity;
    boolean listsTold;
    private long lists;
    private long listed;
    private boolean lived;
    private long squeezedOut;
    private long swapIn;

    GuestMemory(String name, long balloon, long maximum) {
        this.name = name;
        this.balloon = balloon;
        this.target = balloon;
        this.maximum = maximum;
    }

    /**
     * Lets the guest need this much. It frees what it took last, which is in memory, above the least it ever needs, before what
     * lies in swap; what does not fit is swapped out at once, and stays there though it may fit again: nothing touches it.
     *
     * @param listsNow what its per-CPU lists held when it was recorded
     */
    void live(long needs, long least, long listsNow, MemoryParameters parameters) {
        long takes = lived ? Math.max(0, needs - need) : 0;
        long frees = lived ? Math.max(0, need - needs) : 0;
        long inMemory = swapped == 0 ? frees : Math.min(frees, Math.max(0, need - swapped - least));
        if (inMemory < frees && listsTold) {
            free(inMemory);
        } else if (lived) {
            follow(takes, listsNow);
        } else {
            // A balloon that is not at its maximum was made smaller at some time.
            fill(balloon < maximum ? 0 : listsNow);
        }
        listed = listsNow;
        lived = true;
        swapped -= Math.min(swapped, frees - inMemory);
        need = needs;
        squeeze(parameters);
    }

    /** Fills the per-CPU lists with what is freed; full ones are handed back and fill anew. */
    private void free(long kib) {
        lists = listsCapacity == 0 ? 0 : (lists + kib) % (listsCapacity + PAGE_KIB);
    }

    /** Lists that hold what they held when it was recorded do so again; others give what is taken, and change as those did. */
    private void follow(long takes, long listsNow) {
        if (lists == listed) {
            lists = Math.min(listsCapacity, listsNow);
        } else {
            giveUp(Math.max(takes, listed - listsNow));
            fill(Math.max(0, listsNow - listed));
        }
    }

    private void fill(long kib) {
        lists += Math.min(kib, listsCapacity - lists);
    }

    /** What a balloon gains is freed in the guest, and fills the per-CPU lists first. */
    void takeBack(long kib) {
        fill(kib);
    }

    /** Gives up what lies in per-CPU lists to whoever takes memory. */
    void giveUp(long kib) {
        lists -= Math.min(lists, kib);
    }

    /** Swaps out what does not fit once the per-CPU lists are empty; a little of it is missed at once, and others go for it. */
    void squeeze(MemoryParameters parameters) {
        giveUp(Math.max(0, -usable()));
        long over = -usable();
        if (over > parameters.dipKiB()) {
            swapped += over;
            squeezedOut += over;
            swapIn = (long) (squeezedOut * parameters.missedShare()) / PAGE_KIB * PAGE_KIB;
        }
    }

    /** What it needs and holds in memory rather than in swap, and what lies in per-CPU lists. */
    long resident() {
        return need - swapped + lists;
    }

    /** Below 0 where it digs into what its kernel keeps. */
    long usable() {
        return balloon - resident();
    }

    long swapped() {
        return swapped;
    }

    long swapOut() {
        return squeezedOut + swapIn;
    }

    long swapIn() {
        return swapIn;
    }

    long majorFaults() {
        return swapIn / (PAGE_KIB * PAGES_A_FAULT);
    }
}
