package io.equipoise.replay.run;

import io.equipoise.traces.MemorySample;
import org.jspecify.annotations.Nullable;

/**
 * What a balloon gained from one report of its guest to the next.
 *
 * @param gainedKiB by which the balloon grew; 0 where it did not
 * @param takenKiB what of it does not show as usable: by kernel lists, or by a need that grew meanwhile
 */
record BalloonGain(long gainedKiB, long takenKiB) {
    static final BalloonGain NONE = new BalloonGain(0, 0);

    /** From two reports and the balloons that they tell; none where one of these is unknown. */
    static BalloonGain between(
            MemorySample before, @Nullable Long balloonBefore, MemorySample report, @Nullable Long balloon) {
        Long usableBefore = before.usableKiB();
        Long usable = report.usableKiB();
        if (balloonBefore == null || balloon == null || usableBefore == null || usable == null) {
            return NONE;
        }
        long gained = Math.max(0, balloon - balloonBefore);
        return new BalloonGain(gained, Math.max(0, Math.min(gained, gained - (usable - usableBefore))));
    }

    /** What of it the guest cannot have needed before it had it: what it took, or what its lists, which hold so much, take at first. */
    long notYetNeededKiB(long listsKiB) {
        return Math.max(takenKiB, Math.min(gainedKiB, listsKiB));
    }
}
