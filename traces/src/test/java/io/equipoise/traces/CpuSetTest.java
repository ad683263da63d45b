package io.equipoise.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CpuSetTest {
    @Test
    void everySetReadsBackFromItsList() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            BitSet bits = new BitSet();
            for (int n = random.nextInt(40); n > 0; n--) {
                bits.set(random.nextInt(200));
            }
            CpuSet set = CpuSet.of(bits);
            assertThat(CpuSet.parse(set.toString())).isEqualTo(set);
        }
    }

    @Test
    void listJoinsNeighboursIntoRanges() {
        assertThat(CpuSet.of(8, 0, 1, 2, 3)).hasToString("0-3,8");
        assertThat(CpuSet.EMPTY).hasToString("");
        assertThat(CpuSet.firstOf(4)).isEqualTo(CpuSet.of(0, 1, 2, 3));
    }

    @Test
    void equalSetsAreThoseWithTheSameMembers() {
        Random random = new Random(8);
        for (int i = 0; i < 2_000; i++) {
            BitSet one = bits(random);
            BitSet other = bits(random);
            assertThat(CpuSet.of(one).equals(CpuSet.of(other))).isEqualTo(one.equals(other));
        }
    }

    @Test
    void setContainsAllOfAnotherWhenNoMemberOfThatIsMissing() {
        Random random = new Random(9);
        for (int i = 0; i < 2_000; i++) {
            BitSet one = bits(random);
            BitSet other = bits(random);
            assertThat(CpuSet.of(one).containsAll(CpuSet.of(other)))
                    .isEqualTo(other.stream().allMatch(one::get));
        }
    }

    /** Up to three of four pCPUs, so that many are alike. */
    private static BitSet bits(Random random) {
        BitSet bits = new BitSet();
        for (int n = random.nextInt(4); n > 0; n--) {
            bits.set(random.nextInt(4));
        }
        return bits;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "1-", "-1", "3-1", "1,,2", "99999999999", "70000"})
    void whatIsNoListIsRefusedByName(String list) {
        assertThatThrownBy(() -> CpuSet.parse(list))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("'" + list + "'");
    }

    @Test
    void setDoesNotChangeWithTheBitsItCameFrom() {
        BitSet bits = new BitSet();
        bits.set(1);
        CpuSet set = CpuSet.of(bits);
        bits.set(2);
        assertThat(set).isEqualTo(CpuSet.of(1));
    }

    @Test
    void intersectionKeepsOnlyCommonMembers() {
        assertThat(CpuSet.parse("0-3,8").intersect(CpuSet.parse("2-8"))).isEqualTo(CpuSet.of(2, 3, 8));
    }
}
