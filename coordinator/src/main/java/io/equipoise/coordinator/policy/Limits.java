package io.equipoise.coordinator.policy;

/**
 * The bounds that guards hold every memory plan to, KiB; the defaults are the course's rubric.
 *
 * @param unusedKiB a guest keeps at least this unused
 * @param guestFloorKiB no balloon below this
 * @param reserveKiB the host keeps more than this free
 * @param largestTake largest share of a guest's unused memory that one step takes
 * @param largestGiveKiB the most that one step gives a guest
 * @param guestCeilingKiB no balloon is given above this, nor above the guest's own maximum
 * @param deadBandKiB a smaller change is no action, but for who has less than the least unused
 * @param staleSeconds a guest's report that is older counts for nothing
 * @param stuckSamples a balloon that stands still for so many samples on its way is stuck
 */
public record Limits(
        long unusedKiB,
        long guestFloorKiB,
        long reserveKiB,
        double largestTake,
        long largestGiveKiB,
        long guestCeilingKiB,
        long deadBandKiB,
        int staleSeconds,
        int stuckSamples) {
    /** Where only the guests' own maxima are a ceiling, KiB. */
    public static final long NO_CEILING = Long.MAX_VALUE;

    private static final long MIB = 1024;

    /**
     * 100 MiB unused, 200 MiB guest floor, 200 MiB reserve, a quarter of unused a step, 256 MiB given a step; a dead band of
     * 1 MiB, reports of the newest 5 s, stuck after 5 samples.
     */
    public static final Limits RUBRIC =
            new Limits(100 * MIB, 200 * MIB, 200 * MIB, 0.25, 256 * MIB, NO_CEILING, MIB, 5, 5);

    /** The most that a guest of this maximum may be given, KiB. */
    public long mostKiB(long maximumKiB) {
        return Math.min(maximumKiB, guestCeilingKiB);
    }
}
