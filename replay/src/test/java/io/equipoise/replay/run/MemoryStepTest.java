package io.equipoise.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryStepTest {
    private static final long MIB = 1024;
    private static final long FULL = 50 * MIB;

    /** A report's values: what the guest seems to need, caches and what of them it can give up, and what may lie in swap. */
    private static long[] values(long needMib, long cachesMib, long reclaimableMib, long hiddenMib) {
        return MemoryDemand.values(
                needMib * MIB, (69 - reclaimableMib) * MIB, 0, cachesMib * MIB, 0, 0, hiddenMib * MIB);
    }

    private static MemoryStep step(long needMib, long cachesMib) {
        return new MemoryStep(needMib * MIB, cachesMib * MIB);
    }

    @Test
    void listsFollowTheirFillingAndHandingBack() {
        assertThat(step(0, -16).listsKiB(20 * MIB, FULL)).isEqualTo(36 * MIB);
        assertThat(step(0, -16).listsKiB(40 * MIB, FULL)).isEqualTo(FULL);
        assertThat(step(-60, -16).listsKiB(50 * MIB, FULL)).isEqualTo(6 * MIB);
        assertThat(step(-50, 0).listsKiB(50 * MIB, FULL)).isZero();
        assertThat(step(4, 16).listsKiB(50 * MIB, FULL)).isEqualTo(38 * MIB);
        assertThat(step(2, -3).listsKiB(10 * MIB, FULL)).isEqualTo(10 * MIB);
    }

    @Test
    void whatIsTakenAndAllShowsAsNeededFindsThemEmpty() {
        assertThat(step(30, 0).listsKiB(FULL, FULL)).isZero();
        assertThat(step(17, 16).listsKiB(FULL, FULL)).isZero();
        assertThat(step(5, -16).listsKiB(FULL, FULL)).isZero();
    }

    @Test
    void cacheThatCanBeGivenUpIsNone() {
        assertThat(MemoryStep.between(values(100, 80, 60, 0), values(100, 30, 10, 0)))
                .isNull();
        assertThat(MemoryStep.between(values(100, 30, 0, 0), values(100, 30, 30, 0)))
                .isNull();
        assertThat(MemoryStep.between(values(150, 60, 10, 0), values(100, 10, 10, 0)))
                .isEqualTo(step(-50, -50));
    }

    @Test
    void whatIsSwappedIsNeitherTakenNorFreed() {
        assertThat(MemoryStep.between(values(540, 400, 0, 0), values(540, 300, 0, 100)))
                .isNull();
        for (long caches : new long[] {39, 40, 50}) {
            assertThat(MemoryStep.between(values(540, 40, 0, 100), values(540, caches, 0, 0)))
                    .isNull();
        }
    }

    @Test
    void cachesThatAreNotReportedTellNothing() {
        assertThat(MemoryStep.between(values(100, 0, 0, 0), values(100, 80, 0, 0)))
                .isNull();
        assertThat(MemoryStep.between(values(180, 80, 0, 0), values(100, 0, 0, 0)))
                .isEqualTo(step(-80, 0));
    }
}
