package io.equipoise.replay.model.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryModelTest {
    private static final long MIB = 1024;
    private static final MemoryParameters PARAMETERS = new MemoryParameters(100 * MIB, 8 * MIB, 0.01);

    @Test
    void aBalloonMovesAtItsRate() {
        MemoryModel model = model(1, 3072);
        model.target(0, 750 * MIB);

        step(model, 100);
        assertThat(model.balloonKiB(0)).isEqualTo(612 * MIB);
        step(model, 100);
        step(model, 100);
        assertThat(model.balloonKiB(0)).isEqualTo(750 * MIB);
        assertThat(model.freeKiB()).isEqualTo((3072 - 750) * MIB);
        assertThat(model.usableKiB(0)).isEqualTo(650 * MIB);
    }

    @Test
    void takingGetsNoMoreThanGivingFrees() {
        MemoryModel model = model(2, 1074);
        model.target(0, 2048 * MIB);
        model.target(1, 492 * MIB);

        step(model, 100, 100);

        assertThat(model.balloonKiB(0)).isEqualTo((512 + 50 + 20) * MIB);
        assertThat(model.freeKiB()).isZero();
    }

    @Test
    void aTargetAboveTheMaximumStopsThere() {
        MemoryModel model = model(1, 9000);
        model.target(0, 9000 * MIB);
        for (int tick = 0; tick < 30; tick++) {
            step(model, 100);
        }
        assertThat(model.balloonKiB(0)).isEqualTo(2048 * MIB);
    }

    @Test
    void needBeyondTheBalloonIsSwapped() {
        MemoryModel model = model(1, 3072);

        step(model, 700);

        assertThat(model.usableKiB(0)).isZero();
        assertThat(model.swapOutKiB(0) - model.swapInKiB(0)).isEqualTo((700 - 512) * MIB);
        assertThat(model.swapInKiB(0)).isBetween(188 * MIB / 100 - 4, 188 * MIB / 100);
        assertThat(model.majorFaults(0)).isEqualTo(model.swapInKiB(0) / 12);
    }

    @Test
    void aGuestDigsIntoWhatItsKernelKeepsBeforeItSwaps() {
        MemoryModel model = model(1, 3072);

        step(model, 520);
        assertThat(model.usableKiB(0)).isEqualTo(-8 * MIB);
        assertThat(model.swapOutKiB(0)).isZero();
        step(model, 521);

        assertThat(model.usableKiB(0)).isZero();
        assertThat(model.swappedKiB(0)).isEqualTo(9 * MIB);
    }

    @Test
    void freePagesInListsAreNeitherNeededNorUsableUntilABalloonTakesThem() {
        MemoryModel model = new MemoryModel(PARAMETERS, 1, null);
        model.start(0, "vm1", 2048 * MIB, 2048 * MIB);
        model.lists(0, 50 * MIB, true);
        live(model, 100, 10);
        assertThat(model.usableKiB(0)).isEqualTo((2048 - 110) * MIB);
        live(model, 600, 0);
        assertThat(model.usableKiB(0)).isEqualTo((2048 - 600) * MIB);
        live(model, 100, 50);
        assertThat(model.usableKiB(0)).isEqualTo((2048 - 150) * MIB);

        model.target(0, 2018 * MIB);
        model.move(1);
        assertThat(model.usableKiB(0)).isEqualTo((2048 - 150) * MIB);
        model.target(0, 1918 * MIB);
        model.move(1);
        live(model, 100, 50);

        assertThat(model.usableKiB(0)).isEqualTo((1918 - 100) * MIB);
    }

    @Test
    void whatABalloonGainsFillsTheListsFirst() {
        MemoryModel model = model(1, 3072);
        model.lists(0, 50 * MIB, true);
        live(model, 400, 0);

        model.target(0, 552 * MIB);
        model.move(1);
        assertThat(model.usableKiB(0)).isEqualTo(112 * MIB);
        live(model, 430, 0);
        assertThat(model.usableKiB(0)).isEqualTo(112 * MIB);
        live(model, 450, 0);

        assertThat(model.usableKiB(0)).isEqualTo(102 * MIB);
    }

    @Test
    void aGuestThatStartsBelowItsMaximumHasEmptyLists() {
        MemoryModel model = model(1, 3072);

        live(model, 100, 10);

        assertThat(model.usableKiB(0)).isEqualTo((512 - 100) * MIB);
    }

    @Test
    void memoryInListsIsUsedBeforeAnythingIsSwapped() {
        MemoryModel model = new MemoryModel(PARAMETERS, 1, null);
        model.start(0, "vm1", 512 * MIB, 512 * MIB);
        model.lists(0, 50 * MIB, true);

        live(model, 480, 50);

        assertThat(model.usableKiB(0)).isZero();
        assertThat(model.swapOutKiB(0)).isZero();
    }

    @Test
    void whatAStarvedGuestFreesOfItsMemoryFillsTheListsWhateverWasRecorded() {
        MemoryModel model = new MemoryModel(PARAMETERS, 1, null);
        model.start(0, "vm1", 140 * MIB, 2048 * MIB);
        model.lists(0, 50 * MIB, true);
        live(model, 700, 0);

        live(model, 500, 7);
        assertThat(model.swappedKiB(0)).isEqualTo(400 * MIB);
        assertThat(model.usableKiB(0)).isZero();
        live(model, 100, 9);

        assertThat(model.swappedKiB(0)).isZero();
        assertThat(model.usableKiB(0)).isZero();
    }

    @Test
    void listsChangeAsTheyDidWhenNothingElseIsFreedAndNeverHoldMoreThanTheyCan() {
        MemoryModel model = model(1, 3072);
        model.lists(0, 50 * MIB, true);
        live(model, 300, 0);
        model.target(0, 552 * MIB);
        model.move(1);

        live(model, 270, 30);
        assertThat(model.usableKiB(0)).isEqualTo((552 - 270 - 50) * MIB);
        live(model, 270, 0);
        assertThat(model.usableKiB(0)).isEqualTo((552 - 270 - 20) * MIB);
        live(model, 280, 0);
        assertThat(model.usableKiB(0)).isEqualTo((552 - 280 - 10) * MIB);
    }

    @Test
    void listsThatHoldWhatTheyHeldWhenRecordedDoSoAgain() {
        MemoryModel model = new MemoryModel(PARAMETERS, 1, null);
        model.start(0, "vm1", 2048 * MIB, 2048 * MIB);
        model.lists(0, 50 * MIB, true);
        live(model, 100, 10);
        live(model, 103, 10);
        assertThat(model.usableKiB(0)).isEqualTo((2048 - 113) * MIB);
        live(model, 60, 49);
        live(model, 61, 0);

        assertThat(model.usableKiB(0)).isEqualTo((2048 - 61) * MIB);
    }

    @Test
    void aHandingBackWhileLittleIsTakenIsFollowed() {
        MemoryModel model = model(1, 3072);
        model.lists(0, 50 * MIB, true);
        live(model, 300, 40);
        model.target(0, 552 * MIB);
        model.move(1);
        live(model, 300, 44);

        live(model, 301, 4);

        assertThat(model.usableKiB(0)).isEqualTo((552 - 301 - 4) * MIB);
    }

    @Test
    void whatIsFreedOfANeedThatHoldsTheListsFillsNone() {
        MemoryModel model = new MemoryModel(PARAMETERS, 1, null);
        model.start(0, "vm1", 140 * MIB, 2048 * MIB);
        model.lists(0, 50 * MIB, false);
        live(model, 700, 0);

        live(model, 500, 0);

        assertThat(model.usableKiB(0)).isEqualTo(40 * MIB);
    }

    @Test
    void whatGrowsTakesFromTheListsOnce() {
        MemoryModel model = model(1, 3072);
        model.lists(0, 50 * MIB, true);
        live(model, 300, 9);
        model.target(0, 552 * MIB);
        model.move(1);

        live(model, 309, 0);

        assertThat(model.usableKiB(0)).isEqualTo((552 - 309 - 31) * MIB);
    }

    @Test
    void fullListsAreHandedBackAndFillAnew() {
        MemoryModel model = new MemoryModel(PARAMETERS, 1, null);
        model.start(0, "vm1", 170 * MIB, 2048 * MIB);
        model.lists(0, 50 * MIB, true);
        live(model, 700, 0);

        live(model, 500, 0);

        assertThat(model.usableKiB(0)).isBetween(50 * MIB, 51 * MIB);
    }

    private static void live(MemoryModel model, long needMib, long listsMib) {
        model.live(1, new long[] {needMib * MIB}, new long[] {100 * MIB}, new long[] {listsMib * MIB});
    }

    @Test
    void swappedMemoryStaysThereThoughThereIsRoomAndItsCounterNeverFalls() {
        MemoryModel model = model(1, 3072);
        step(model, 700);
        long out = model.swapOutKiB(0);
        model.target(0, 1024 * MIB);
        for (int tick = 0; tick < 10; tick++) {
            step(model, 700);
        }
        assertThat(model.swappedKiB(0)).isEqualTo(188 * MIB);
        assertThat(model.usableKiB(0)).isEqualTo((1024 - 700 + 188) * MIB);
        step(model, 400);
        step(model, 100);
        assertThat(model.swappedKiB(0)).isZero();
        assertThat(model.swapOutKiB(0)).isEqualTo(out);
    }

    @Test
    void whatWasTakenLastIsFreedBeforeWhatLiesInSwap() {
        MemoryModel model = model(1, 3072);
        step(model, 700);
        step(model, 300);
        assertThat(model.swappedKiB(0)).isEqualTo(188 * MIB);
        step(model, 100);

        assertThat(model.swappedKiB(0)).isZero();
        assertThat(model.usableKiB(0)).isEqualTo(412 * MIB);
    }

    @Test
    void aBalloonBelowTheLeastNeedSwapsOnce() {
        MemoryModel model = model(1, 3072);
        model.target(0, 60 * MIB);
        for (int tick = 0; tick < 20; tick++) {
            step(model, 100 + tick % 2);
        }
        assertThat(model.swappedKiB(0)).isBetween(28 * MIB, 41 * MIB);
        assertThat(model.swapOutKiB(0)).isLessThan(60 * MIB);
    }

    @Test
    void aStoppedGuestsBalloonIsFreeAgain() {
        MemoryModel model = model(2, 3072);
        model.stop(1);
        step(model, 100, 0);

        assertThat(model.runs(1)).isFalse();
        assertThat(model.freeKiB()).isEqualTo((3072 - 512) * MIB);
        assertThatThrownBy(() -> model.balloonKiB(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whateverIsAskedNothingIsLost() {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            int guests = 1 + random.nextInt(5);
            MemoryModel model = model(guests, 512 * guests + random.nextInt(1000));
            long[] need = new long[guests];
            long[] out = new long[guests];
            for (int tick = 0; tick < 100; tick++) {
                for (int g = 0; g < guests; g++) {
                    need[g] = 60L + random.nextInt(2500);
                    if (random.nextInt(4) == 0) {
                        model.target(g, random.nextInt(2500) * MIB);
                    }
                }
                step(model, need);
                for (int g = 0; g < guests; g++) {
                    long resident = model.balloonKiB(g) - model.usableKiB(g);
                    assertThat(resident + model.swappedKiB(g)).isEqualTo(need[g] * MIB);
                    assertThat(model.swapOutKiB(g)).isGreaterThanOrEqualTo(out[g]);
                    out[g] = model.swapOutKiB(g);
                }
            }
        }
    }

    private static MemoryModel model(int guests, long budgetMib) {
        MemoryModel model = new MemoryModel(PARAMETERS, guests, budgetMib * MIB);
        for (int g = 0; g < guests; g++) {
            model.start(g, "vm" + (g + 1), 512 * MIB, 2048 * MIB);
        }
        return model;
    }

    private static void step(MemoryModel model, long... needMib) {
        long[] need = new long[needMib.length];
        long[] least = new long[needMib.length];
        for (int g = 0; g < need.length; g++) {
            need[g] = needMib[g] * MIB;
            least[g] = 100 * MIB;
        }
        model.step(1, 1, need, least);
    }
}
