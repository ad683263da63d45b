package io.equipoise.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.MemorySample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Balloons and usable memory, KiB, from one report to the next. */
class BalloonGainTest {
    private static BalloonGain gain(
            long balloonBefore, @Nullable Long usableBefore, long balloon, @Nullable Long usable) {
        return BalloonGain.between(usable(usableBefore), balloonBefore, usable(usable), balloon);
    }

    private static MemorySample usable(@Nullable Long kib) {
        return new MemorySample(null, null, kib, null, null, null, null, null, null, null, null, null);
    }

    @Test
    void whatShowsAsUsableWasNotTaken() {
        assertThat(gain(300, 100L, 800, 600L)).isEqualTo(new BalloonGain(500, 0));
        assertThat(gain(300, 100L, 800, 570L)).isEqualTo(new BalloonGain(500, 30));
    }

    @Test
    void noMoreThanTheGainCanBeTakenOfIt() {
        assertThat(gain(300, 100L, 332, 20L)).isEqualTo(new BalloonGain(32, 32));
        assertThat(gain(300, 100L, 332, 200L)).isEqualTo(new BalloonGain(32, 0));
    }

    @Test
    void whatWasTakenOrFitsIntoListsWasNotNeededBefore() {
        assertThat(new BalloonGain(500, 30).notYetNeededKiB(0)).isEqualTo(30);
        assertThat(new BalloonGain(500, 30).notYetNeededKiB(51)).isEqualTo(51);
        assertThat(new BalloonGain(32, 0).notYetNeededKiB(51)).isEqualTo(32);
    }

    @Test
    void aBalloonThatShrinksOrAReportThatTellsNothingHasNone() {
        assertThat(gain(332, 100L, 300, 100L)).isEqualTo(BalloonGain.NONE);
        assertThat(gain(300, null, 332, 100L)).isEqualTo(BalloonGain.NONE);
        assertThat(BalloonGain.between(usable(100L), null, usable(100L), 332L)).isEqualTo(BalloonGain.NONE);
    }
}
