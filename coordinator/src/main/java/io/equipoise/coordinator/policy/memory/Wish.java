package io.equipoise.coordinator.policy.memory;

import io.equipoise.coordinator.policy.Limits;

/**
 * What one guest should have, KiB: what it needs now and headroom, and beyond that what it would only like to keep, because
 * it used it lately or its caches fill it.
 */
final class Wish {
    private static final long MIB = 1024;

    /** Beyond what must stay unused, so that a first rise is seen before the floor is reached. */
    static final long MARGIN_KIB = 40 * MIB;

    /** From a rise in the guest to the balloon that answers it: report, sample, a change in flight, the change itself. */
    static final double REACTION_SECONDS = 8;

    /** A guest keeps for so long what it used, if nobody else needs it. */
    static final int KEEP_SECONDS = 30;

    private final Usage usage = new Usage();
    private final Peak peak = new Peak(KEEP_SECONDS);
    private long needKiB;
    private long likeKiB;

    /**
     * Takes in what is seen of the guest.
     *
     * @param evenKiB an even share of all memory, which caches alone buy nothing beyond
     */
    void see(Guest guest, long nanos, long evenKiB, Limits limits) {
        usage.see(guest, nanos);
        long most = limits.mostKiB(guest.maximumKiB());
        long growth = Math.round(usage.growth() * REACTION_SECONDS);
        long headroom = limits.unusedKiB() + Math.max(MARGIN_KIB, growth);
        needKiB = within(usage.neededKiB() + headroom, limits.guestFloorKiB(), most);
        long caches = Math.min(usage.usedKiB() + headroom, Math.max(needKiB, evenKiB));
        likeKiB = Math.max(needKiB, within(peak.see(caches, nanos), limits.guestFloorKiB(), most));
    }

    /** What the guest needs, with headroom for what it grows by before the next step can reach it. */
    long needKiB() {
        return needKiB;
    }

    /** At least what it needs. */
    long likeKiB() {
        return likeKiB;
    }

    /** By how much it grows, KiB per second. */
    double growth() {
        return usage.growth();
    }

    private static long within(long kib, long least, long most) {
        return Math.min(most, Math.max(least, kib));
    }
}
