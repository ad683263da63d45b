package io.equipoise.coordinator.policy.memory;

import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.Setting;
import io.equipoise.coordinator.policy.Settings;

/**
 * What one guest should have, KiB: what it needs now and headroom, and beyond that what it would only like to keep, because
 * it used it lately or its caches fill it.
 */
final class Wish {
    /** Beyond what must stay unused, so that a first rise is seen before the floor is reached. */
    static final Setting MARGIN =
            Setting.real("margin", 40, 0, 1 << 20, "MiB", "kept unused beyond what must stay unused");

    /** From a rise in the guest to the balloon that answers it: report, sample, a change in flight, the change itself. */
    static final Setting AHEAD =
            Setting.real("ahead", 8, 0, 600, "s", "how far ahead the growth of a guest's use is provided for");

    static final Setting KEEP =
            Setting.whole("keep", 30, 1, 86_400, "s", "how long a guest keeps what it used, if nobody else needs it");

    private final long marginKiB;
    private final double aheadSeconds;
    private final Usage usage = new Usage();
    private final Peak peak;
    private long needKiB;
    private long likeKiB;
    private long aheadKiB;
    private boolean grows;

    Wish(Settings settings) {
        marginKiB = settings.kib(MARGIN);
        aheadSeconds = settings.of(AHEAD);
        peak = new Peak(settings.whole(KEEP));
    }

    /**
     * Takes in what is seen of the guest.
     *
     * @param evenKiB an even share of all memory, which caches alone buy nothing beyond
     */
    void see(Guest guest, long nanos, long evenKiB, Limits limits) {
        usage.see(guest, nanos);
        long most = limits.mostKiB(guest.maximumKiB());
        long growth = Math.round(usage.growth() * aheadSeconds);
        long headroom = limits.unusedKiB() + Math.max(marginKiB, growth);
        needKiB = within(usage.neededKiB() + headroom, limits.guestFloorKiB(), most);
        long caches = Math.min(usage.usedKiB() + headroom, Math.max(needKiB, evenKiB));
        grows = growth > marginKiB;
        aheadKiB = grows ? Math.max(0, Math.min(growth, Math.min(most, needKiB + growth) - guest.currentKiB())) : 0;
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

    /** Whether it grows by more than its margin before a balloon answers. */
    boolean grows() {
        return grows;
    }

    /** What it then grows by, beyond what its balloon holds already and as far as its maximum leaves room. */
    long aheadKiB() {
        return aheadKiB;
    }

    /** By how much it grows, KiB per second. */
    double growth() {
        return usage.growth();
    }

    private static long within(long kib, long least, long most) {
        return Math.min(most, Math.max(least, kib));
    }
}
