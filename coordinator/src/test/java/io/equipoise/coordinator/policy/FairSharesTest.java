package io.equipoise.coordinator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FairSharesTest {

    @Test
    void whoWantsLittleGetsItAllAndTheOthersShareEvenly() {
        assertThat(FairShares.of(100, new long[] {10, 80, 50})).containsExactly(10, 45, 45);
    }

    @Test
    void enoughForAllIsNoLimit() {
        assertThat(FairShares.of(140, new long[] {10, 80, 50})).containsExactly(10, 80, 50);
        assertThat(FairShares.level(140, new long[] {10, 80, 50})).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void nothingIsSharedAsNothing() {
        assertThat(FairShares.of(-5, new long[] {10, -3})).containsExactly(0, 0);
    }

    @Test
    void sharesFitTheAmountAndNobodyBelowTheLevelIsCutShort() {
        Random random = new Random(1);
        for (int round = 0; round < 10_000; round++) {
            long[] wants = random.longs(1 + random.nextInt(6), -50, 1000).toArray();
            long amount = random.nextInt(3000);
            long[] shares = FairShares.of(amount, wants);
            long most = LongStream.of(shares).max().orElseThrow();
            assertThat(LongStream.of(shares).sum()).isLessThanOrEqualTo(amount);
            for (int i = 0; i < wants.length; i++) {
                assertThat(shares[i]).isLessThanOrEqualTo(Math.max(0, wants[i]));
                assertThat(shares[i] == Math.max(0, wants[i]) || shares[i] == most)
                        .isTrue();
            }
        }
    }
}
