package io.equipoise.recorder.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.CpuSet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CpuMapTest {
    @Test
    void mapHasOneBitForEachPcpuLowestFirst() {
        assertThat(CpuMap.length(8)).isEqualTo(1);
        assertThat(CpuMap.length(9)).isEqualTo(2);
        assertThat(CpuMap.encode(CpuSet.of(0, 3, 7, 8), 2)).containsExactly((byte) 0b1000_1001, 1);
    }

    @Test
    void everySetSurvivesBesideOthersOnHostsOfAnySize() {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            int length = CpuMap.length(1 + random.nextInt(300));
            CpuSet set = CpuSet.of(BitSet.valueOf(randomBytes(random, length)));
            byte[] maps = new byte[3 * length];
            Arrays.fill(maps, (byte) 0xff);
            System.arraycopy(CpuMap.encode(set, length), 0, maps, length, length);
            assertThat(CpuMap.decode(maps, 1, length)).isEqualTo(set);
            assertThat(CpuMap.decode(maps, 2, length)).isEqualTo(CpuSet.firstOf(8 * length));
        }
    }

    private static byte[] randomBytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
