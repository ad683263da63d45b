package io.equipoise.replay.model.memory;

/**
 * One guest's memory, KiB: its balloon, what it needs, and what of that lies in swap. Counters are cumulative; the one of
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
    void live(long needs, long least, double seconds, MemoryParameters parameters) {
        long spare = Math.max(0, resident() - least);
        swapped -= Math.min(swapped, Math.max(0, need - needs - spare));
        need = needs;
        long room = Math.max(0, balloon - parameters.usableFloorKiB());
        long resident = need - swapped;
        if (resident > room) {
            swapOut += resident - room;
            swapped += resident - room;
        } else {
            long back = Math.min(
                    Math.min(swapped, room - resident), Math.round(parameters.faultBackKiBPerSecond() * seconds));
            swapped -= back;
            swapIn += back;
            majorFaults += back / PAGE_KIB;
        }
    }

    /** What it needs and holds in memory rather than in swap. */
    long resident() {
        return need - swapped;
    }

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
