package io.equipoise.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** A guest that needs 100 MiB and holds files, and what its kernel has in lists at the end of each tick. */
class CacheReleasesTest {
    private static final long MIB = 1024;

    private static CacheReleases seen(long[] filesMib, long[] listsMib) {
        CacheReleases caches = new CacheReleases();
        for (int t = 0; t < filesMib.length; t++) {
            caches.see((100 + filesMib[t] + listsMib[t]) * MIB, filesMib[t] * MIB);
        }
        return caches;
    }

    @Test
    void whatIsFreedAndNotShownLiesInTheListsAndWhatIsTakenCameFromThem() {
        CacheReleases caches = seen(new long[] {0, 8, 24, 40, 20, 4, 0}, new long[] {9, 1, 0, 0, 20, 36, 40});

        assertThat(caches.startKiB()).isEqualTo(9 * MIB);
        assertThat(caches.took()).isTrue();
        assertThat(caches.filledKiB()).isEqualTo(40 * MIB);
        assertThat(caches.leastNeedKiB(9 * MIB)).isEqualTo(100 * MIB);
    }

    @Test
    void listsFollowTheirFillingAndHandingBack() {
        assertThat(CacheReleases.next(20 * MIB, 0, -16 * MIB)).isEqualTo(36 * MIB);
        assertThat(CacheReleases.next(50 * MIB, -60 * MIB, -16 * MIB)).isEqualTo(6 * MIB);
        assertThat(CacheReleases.next(50 * MIB, -50 * MIB, 0)).isZero();
        assertThat(CacheReleases.next(50 * MIB, 4 * MIB, 16 * MIB)).isEqualTo(38 * MIB);
        assertThat(CacheReleases.next(10 * MIB, 17 * MIB, 16 * MIB)).isEqualTo(10 * MIB);
    }

    @Test
    void whatIsTakenAfterAReleaseTellsNothingOfTheStart() {
        CacheReleases caches = seen(new long[] {0, 40, 0, 40}, new long[] {0, 0, 10, -20});

        assertThat(caches.startKiB()).isZero();
    }

    @Test
    void whatIsSwappedOutIsNotFreed() {
        long[] held = MemoryDemand.values(540 * MIB, 0, 0, 400 * MIB, 0, 0, 0);
        long[] swapped = MemoryDemand.values(540 * MIB, 0, 0, 300 * MIB, 0, 0, 100 * MIB);

        assertThat(MemoryDemand.keptCachesKiB(swapped)).isEqualTo(MemoryDemand.keptCachesKiB(held));
    }

    @Test
    void whatTakesOtherMemoryThanCacheEmptiesThem() {
        assertThat(CacheReleases.next(50 * MIB, 30 * MIB, 0)).isZero();
        assertThat(CacheReleases.next(50 * MIB, 30 * MIB, 16 * MIB)).isZero();
        assertThat(CacheReleases.next(50 * MIB, 5 * MIB, -16 * MIB)).isZero();
    }

    @Test
    void memoryThatIsFreedAtOnceAndSmallChangesTellNothing() {
        assertThat(seen(new long[] {0, 40, 60, 30, 0}, new long[5]).filledKiB()).isZero();
        CacheReleases caches = new CacheReleases();
        Random random = new Random(3);
        for (int t = 0; t < 10_000; t++) {
            caches.see(100 * MIB + random.nextInt(3000), 10 * MIB + random.nextInt(3000));
        }
        assertThat(caches.filledKiB()).isZero();
        assertThat(caches.startKiB()).isZero();
        assertThat(caches.took()).isFalse();
    }
}
