package io.equipoise.replay.model.memory;

/**
 * One guest's memory, KiB: its balloon, what it needs, what of that lies in swap, and the free pages in its per-CPU lists,
 * which are neither needed nor usable and the first that anyone takes. Counters are cumulative; the one of
 * swapped-out memory never falls, even when what was swapped is freed there.
 */
final class GuestMemory {
    private static final long PAGE_KIB = 4;

    final String name;
    long balloon;
    long target;
    long maximum;
    private long need;
    private long swapped;
    long listsCapacity;
    private long lists;
    private long listed;
    private boolean lived;
    private long swapOut;
    private long swapIn;
    private long majorFaults;

    GuestMemory(String name, long balloon, long maximum) {
        this.name = name;
        this.balloon = balloon;
        this.target = balloon;
        this.maximum = maximum;
    }

    /**
     * Lets the guest need this much. It frees what it took last, which is in memory, above the least it ever needs, before what
     * lies in swap; what does not fit is swapped out at once, and what fits again comes back slowly.
     */
    void live(long needs, long least, long listsNow, double seconds, MemoryParameters parameters) {
        // A balloon that is not at its maximum was made smaller at some time.
        long filled = lived ? listsNow - listed : balloon < maximum ? 0 : listsNow;
        giveUp(lived ? Math.max(0, needs - need) : 0);
        lists += Math.max(0, Math.min(filled, listsCapacity - lists));
        listed = listsNow;
        lived = true;
        long spare = Math.max(0, need - swapped - least);
        swapped -= Math.min(swapped, Math.max(0, need - needs - spare));
        need = needs;
        if (!squeeze(parameters)) {
            long back = Math.min(
                    Math.min(swapped, Math.max(0, usable())), Math.round(parameters.faultBackKiBPerSecond() * seconds));
            swapped -= back;
            swapIn += back;
            majorFaults += back / PAGE_KIB;
        }
    }

    /** What a balloon gains is freed in the guest, and fills the per-CPU lists first. */
    void takeBack(long kib) {
        lists += Math.min(kib, listsCapacity - lists);
    }

    /** Gives up what lies in per-CPU lists to whoever takes memory. */
    void giveUp(long kib) {
        lists -= Math.min(lists, kib);
    }

    /** Swaps out what does not fit once the per-CPU lists are empty; false where everything fits. */
    boolean squeeze(MemoryParameters parameters) {
        giveUp(Math.max(0, -usable()));
        long over = -usable();
        if (over <= parameters.dipKiB()) {
            return false;
        }
        swapOut += over;
        swapped += over;
        return true;
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
        return swapOut;
    }

    long swapIn() {
        return swapIn;
    }

    long majorFaults() {
        return majorFaults;
    }
}
