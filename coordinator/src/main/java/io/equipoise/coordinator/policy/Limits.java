package io.equipoise.coordinator.policy;

/**
 * The bounds that guards hold every memory plan to, KiB; the defaults are the course's rubric.
 *
 * @param unusedKiB a guest keeps at least this unused
 * @param guestFloorKiB no balloon below this
 * @param reserveKiB the host keeps more than this free
 * @param largestTake largest share of a guest's unused memory that one step takes
 * @param largestGiveKiB the most that one step gives a guest
 */
public record Limits(long unusedKiB, long guestFloorKiB, long reserveKiB, double largestTake, long largestGiveKiB) {
    private static final long MIB = 1024;

    /** 100 MiB unused, 200 MiB guest floor, 200 MiB reserve, a quarter of unused a step, 256 MiB given a step. */
    public static final Limits RUBRIC = new Limits(100 * MIB, 200 * MIB, 200 * MIB, 0.25, 256 * MIB);
}
