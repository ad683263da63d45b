package io.equipoise.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Guests of 2,048 MiB whose kernels keep 69 MiB unused, so that their lists hold 50.8 MiB. */
class PageListsTest {
    private static final long MIB = 1024;
    private static final long FULL = Math.round((69 - 8) * MIB * 5.0 / 6);

    private static PageLists lists(long balloonMib, long... needsMib) {
        return lists(balloonMib, 2048, needsMib);
    }

    private static PageLists lists(long balloonMib, long maximumMib, long[] needsMib) {
        PageLists lists = new PageLists();
        for (long need : needsMib) {
            lists.see(need * MIB, balloonMib * MIB, BalloonGain.NONE, maximumMib * MIB, 69 * MIB);
        }
        return lists;
    }

    @Test
    void whatAGuestHoldsMoreAfterAReleaseLiesInItsLists() {
        PageLists guest = lists(2048, 177, 500, 870, 500, 220);
        PageLists sibling = lists(2048, 177, 177, 177);
        PageLists.find(List.of(guest, sibling));

        assertThat(guest.foundKiB()).isEqualTo(FULL);
        assertThat(guest.startKiB()).isEqualTo(FULL - 43 * MIB);
        assertThat(sibling.startKiB()).isEqualTo(FULL - 43 * MIB);
        assertThat(guest.next(0, 500 * MIB, 220 * MIB)).isEqualTo(FULL);
        assertThat(guest.next(FULL, 220 * MIB, 221 * MIB)).isEqualTo(FULL);
        assertThat(guest.next(FULL, 221 * MIB, 300 * MIB)).isZero();
    }

    @Test
    void nothingIsFoundWhereABalloonShrankOrNothingMoreIsHeldOrMoreThanListsHold() {
        for (PageLists none : List.of(
                lists(512, 177, 500, 220),
                lists(2048, 177, 500, 176),
                lists(2048, 177, 500, 250),
                lists(2048, 177, 200, 190))) {
            PageLists.find(List.of(none));

            assertThat(none.foundKiB()).isZero();
            assertThat(none.startKiB()).isZero();
        }
    }

    @Test
    void whatABalloonGainsAndDoesNotShowLiesInThem() {
        PageLists guest = gaining(32, 30);
        PageLists resting = lists(512, 177, 177);
        PageLists.find(List.of(guest, resting));

        assertThat(guest.foundKiB()).isEqualTo(FULL);
        assertThat(resting.foundKiB()).isEqualTo(FULL);
        assertThat(guest.startKiB()).isZero();
        assertThat(guest.next(0, 500 * MIB, 220 * MIB)).isZero();
    }

    @Test
    void whatABalloonGainsAndShowsDoesNot() {
        PageLists guest = gaining(32, 10);
        PageLists.find(List.of(guest));

        assertThat(guest.foundKiB()).isZero();
    }

    @Test
    void whatIsFreedOfCachesShowsTheListsOfAllGuestsOfThatMaximum() {
        PageLists releasing = releasing(2048, 2048, 52);
        PageLists resting = lists(2048, 177, 177);
        PageLists other = lists(1024, 1024, new long[] {177, 177});
        PageLists.find(List.of(releasing, resting, other));

        assertThat(releasing.foundKiB()).isEqualTo(52 * MIB);
        assertThat(releasing.startKiB()).isEqualTo(9 * MIB);
        assertThat(releasing.leastNeedKiB(109 * MIB)).isEqualTo(100 * MIB);
        assertThat(releasing.areFollowedByCaches()).isTrue();
        assertThat(resting.foundKiB()).isEqualTo(52 * MIB);
        assertThat(resting.startKiB()).isEqualTo(9 * MIB);
        assertThat(other.foundKiB()).isZero();
    }

    @Test
    void moreThanListsHoldOrASmallerBalloonDoesNotShowThem() {
        for (PageLists none : List.of(releasing(2048, 2048, 70), releasing(1024, 2048, 52))) {
            PageLists resting = lists(2048, 177, 177);
            PageLists.find(List.of(none, resting));

            assertThat(none.foundKiB()).isZero();
            assertThat(resting.foundKiB()).isZero();
        }
    }

    /** A guest that takes 100 MiB of cache, 9 of it from its lists, and frees it again, of which so much fills them. */
    private static PageLists releasing(long balloonMib, long maximumMib, long filledMib) {
        PageLists lists = lists(balloonMib, maximumMib, new long[] {109, 200, 100 + filledMib});
        see(lists, 109, 2);
        see(lists, 200, 102);
        see(lists, 100 + filledMib, 2);
        return lists;
    }

    private static void see(PageLists lists, long needMib, long cachesMib) {
        lists.see(values(needMib, cachesMib), needMib * MIB);
    }

    @Test
    void whatAGuestWithoutCachesFreesFillsThemBesideOneThatShowsThem() {
        PageLists releasing = releasing(2048, 2048, 52);
        PageLists other = lists(2048, 177, 500, 870, 500, 220);
        PageLists.find(List.of(releasing, other));

        assertThat(other.areFollowedByCaches()).isFalse();
        assertThat(other.startKiB()).isEqualTo(9 * MIB);
        assertThat(other.next(0, 500 * MIB, 220 * MIB)).isEqualTo((9 + 43) * MIB);
    }

    @Test
    void theStartIsThatOfGuestsThatShowTheirLists() {
        PageLists releasing = releasing(2048, 2048, 52);
        PageLists taking = lists(2048, 120, 200);
        see(taking, 120, 2);
        see(taking, 200, 102);
        PageLists resting = lists(2048, 177, 177);
        PageLists.find(List.of(taking, releasing, resting));

        assertThat(taking.startKiB()).isEqualTo(20 * MIB);
        assertThat(resting.startKiB()).isEqualTo(9 * MIB);
    }

    @Test
    void whatIsFreedSlowlyFillsThem() {
        PageLists releasing = releasing(2048, 2048, 52);
        PageLists.find(List.of(releasing));
        ListsDecoder decoder = new ListsDecoder(releasing);
        decoder.next(values(109, 2));
        decoder.next(values(200, 102));
        for (int files = 102; files > 62; files -= 2) {
            decoder.next(values(200, files));
        }
        assertThat(decoder.next(values(200, 62))).isEqualTo(40 * MIB);
    }

    @Test
    void aGuestThatIsStartedAnewHasTheListsOfItsStart() {
        PageLists releasing = releasing(2048, 2048, 52);
        PageLists.find(List.of(releasing));
        ListsDecoder decoder = new ListsDecoder(releasing);

        assertThat(decoder.next(values(109, 2))).isEqualTo(9 * MIB);
        assertThat(decoder.next(values(200, 102))).isZero();
        assertThat(decoder.next(values(152, 2))).isEqualTo(52 * MIB);
        decoder.restart();
        assertThat(decoder.next(values(109, 2))).isEqualTo(9 * MIB);
    }

    private static long[] values(long needMib, long cachesMib) {
        return MemoryDemand.values(needMib * MIB, 69 * MIB, 0, cachesMib * MIB, 0, 0, 0);
    }

    /** A balloon that gains ten times, of which its guest takes so much each time. */
    private static PageLists gaining(long gainMib, long takenMib) {
        PageLists lists = new PageLists();
        for (int i = 1; i <= 10; i++) {
            BalloonGain gain = new BalloonGain(gainMib * MIB, takenMib * MIB);
            lists.see(400 * MIB, (512 + i * gainMib) * MIB, gain, 2048 * MIB, 69 * MIB);
        }
        return lists;
    }
}
