package io.equipoise.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** A guest that needs 100 MiB, holds files and other memory, and what its kernel has in lists at the end of each tick. */
class CacheReleasesTest {
    private static final long MIB = 1024;
    private static final long FULL = 50 * MIB;

    private final CacheReleases caches = new CacheReleases();

    private void see(long filesMib, long otherMib, long listsMib) {
        long need = (100 + filesMib + otherMib + listsMib) * MIB;
        caches.see(MemoryDemand.values(need, 69 * MIB, 0, (2 + filesMib) * MIB, 0, 0, 0), need, FULL);
    }

    @Test
    void whatIsFreedAndNotShownLiesInTheListsAndWhatIsTakenCameFromThem() {
        see(0, 0, 9);
        see(8, 0, 1);
        see(24, 0, 0);
        see(40, 0, 0);
        see(20, 0, 20);
        see(4, 0, 36);
        see(0, 0, 40);

        assertThat(caches.tookFirst()).isTrue();
        assertThat(caches.startKiB()).isEqualTo(9 * MIB);
        assertThat(caches.filledKiB()).isEqualTo(40 * MIB);
        assertThat(caches.leastNeedKiB(9 * MIB)).isEqualTo(100 * MIB);
        assertThat(caches.show(FULL)).isTrue();
        assertThat(caches.show(30 * MIB)).isFalse();
    }

    @Test
    void whatIsFreedSlowlyFillsThemToo() {
        for (int files = 40; files >= 0; files -= 2) {
            see(files, 0, 40 - files);
        }
        assertThat(caches.filledKiB()).isEqualTo(40 * MIB);
    }

    @Test
    void whatIsTakenLaterTellsNothingOfTheStart() {
        see(0, 0, 9);
        see(0, 100, 0);
        see(0, 0, 50);
        see(60, 0, 0);

        assertThat(caches.tookFirst()).isFalse();
        assertThat(caches.startKiB()).isZero();
    }

    @Test
    void memoryThatIsFreedAtOnceAndOtherMemoryShowNoLists() {
        see(0, 0, 0);
        see(60, 0, 0);
        see(30, 0, 0);
        see(0, 0, 0);
        see(0, 200, 0);
        see(0, 0, 0);

        assertThat(caches.filledKiB()).isZero();
        assertThat(caches.show(FULL)).isFalse();
    }

    @Test
    void moreThanListsCanHoldIsNotInThem() {
        see(300, 0, 0);
        see(0, 250, 0);

        assertThat(caches.filledKiB()).isZero();
    }

    @Test
    void whatSeldomFillsThemDoesNotShowThem() {
        see(300, 0, 0);
        see(200, 0, 0);
        see(100, 0, 0);
        see(60, 20, 0);

        assertThat(caches.filledKiB()).isEqualTo(20 * MIB);
        assertThat(caches.show(FULL)).isFalse();
    }

    @Test
    void aGuestThatIsStartedAnewFreesNothing() {
        see(0, 0, 9);
        see(300, 0, 0);
        caches.restart();
        see(0, 30, 9);

        assertThat(caches.filledKiB()).isZero();
        assertThat(caches.show(FULL)).isFalse();
    }

    @Test
    void smallChangesTellNothing() {
        Random random = new Random(3);
        for (int t = 0; t < 10_000; t++) {
            long need = 100 * MIB + random.nextInt(3000);
            caches.see(MemoryDemand.values(need, 69 * MIB, 0, 10 * MIB + random.nextInt(3000), 0, 0, 0), need, FULL);
        }
        assertThat(caches.areUsed()).isFalse();
        assertThat(caches.filledKiB()).isZero();
        assertThat(caches.startKiB()).isZero();
    }
}
