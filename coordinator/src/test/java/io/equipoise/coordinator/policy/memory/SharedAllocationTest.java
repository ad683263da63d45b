package io.equipoise.coordinator.policy.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.memory.SharedAllocation.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proxmox VE's own worked examples ({@code test/balloontest.pl} at the cited commit); unit: its MB, a GB being a thousand. */
final class SharedAllocationTest {
    /** In kB, so that nothing is lost to whole MB. */
    private static final long MB = 1000;

    private static final long STEP = 100 * MB;

    private static Part part(long minimum, long shares, long current, long unused) {
        return new Part(minimum * MB, 2000 * MB, shares, current * MB, unused * MB);
    }

    /** Two guests at their minimum, the first with twice the shares. */
    private static final List<Part> TWO = List.of(part(1000, 2000, 1000, 0), part(1000, 1000, 1000, 0));

    /** The first is at its maximum. */
    private static final List<Part> ONE_FULL = List.of(part(2000, 2000, 2000, 0), part(1000, 1000, 1000, 0));

    /** A third has plenty unused. */
    private static final List<Part> THREE =
            List.of(part(2000, 2000, 2000, 0), part(1000, 1000, 1007, 0), part(1000, 1000, 1000, 512));

    private static long[] mb(long[] sizes) {
        return Arrays.stream(sizes).map(size -> size / MB).toArray();
    }

    private static long[] round(List<Part> parts, long goal) {
        return mb(SharedAllocation.round(parts, goal * MB, STEP));
    }

    /** Rounds until nothing changes, as Proxmox's own simulation does it: what is given or taken changes what is unused. */
    private static List<Part> settled(List<Part> parts, long goal) {
        List<Part> now = parts;
        long left = goal * MB;
        while (Math.abs(left) > 10 * 1024) {
            long[] sizes = SharedAllocation.round(now, left, STEP);
            List<Part> before = now;
            List<Part> after = IntStream.range(0, sizes.length)
                    .mapToObj(i -> {
                        Part was = before.get(i);
                        long unused = Math.max(0, was.unused() + sizes[i] - was.current());
                        return new Part(was.minimum(), was.maximum(), was.shares(), sizes[i], unused);
                    })
                    .toList();
            if (after.equals(before)) {
                break;
            }
            left -= sum(after) - sum(before);
            now = after;
        }
        return now;
    }

    private static long sum(List<Part> parts) {
        return parts.stream().mapToLong(Part::current).sum();
    }

    private static long[] sizes(List<Part> parts) {
        return parts.stream().mapToLong(part -> part.current() / MB).toArray();
    }

    @ParameterizedTest
    @CsvSource({"90, 1060, 1030", "150, 1100, 1050", "270, 1100, 1090"})
    void growthGoesByShares(long goal, long first, long second) {
        assertThat(round(TWO, goal)).containsExactly(first, second);
    }

    @ParameterizedTest
    @CsvSource({"180, 1120, 1060", "270, 1180, 1090", "600, 1300, 1300", "900, 1600, 1300"})
    void growthOverSeveralRounds(long goal, long first, long second) {
        assertThat(sizes(settled(TWO, goal))).containsExactly(first, second);
    }

    @ParameterizedTest
    @CsvSource({"18, 1018", "500, 1100"})
    void whatOneCannotTakeGoesToTheOther(long goal, long second) {
        assertThat(round(ONE_FULL, goal)).containsExactly(2000, second);
    }

    @ParameterizedTest
    @CsvSource({"11, 1018", "80, 1087", "200, 1107"})
    void guestUnderPressureComesFirst(long goal, long second) {
        assertThat(round(THREE, goal)).containsExactly(2000, second, 1000);
    }

    @Test
    void shrinkingTakesFromWhoHasEnoughUnused() {
        List<Part> grown = settled(THREE, 593);
        assertThat(sizes(grown)).containsExactly(2000, 1300, 1300);
        assertThat(sizes(settled(grown, -200))).containsExactly(2000, 1200, 1200);
        assertThat(sizes(settled(grown, -400))).containsExactly(2000, 1200, 1000);
        assertThat(sizes(settled(grown, -593))).containsExactly(2000, 1007, 1000);
    }

    /** The example of Proxmox VE's administration guide: 9 GB for a database with 3000 shares and three servers. */
    @Test
    void sparedMemoryIsDividedByShares() {
        List<Part> guests = List.of(
                new Part(1000 * MB, 32_000 * MB, 3000, 1000 * MB, 0),
                new Part(1000 * MB, 32_000 * MB, 1000, 1000 * MB, 0),
                new Part(1000 * MB, 32_000 * MB, 1000, 1000 * MB, 0),
                new Part(1000 * MB, 32_000 * MB, 1000, 1000 * MB, 0));
        assertThat(mb(SharedAllocation.round(guests, 9000 * MB, 9000 * MB))).containsExactly(5500, 2500, 2500, 2500);
    }

    @Test
    void roundKeepsBoundsAndStep() {
        Random random = new Random(5);
        for (int run = 0; run < 5_000; run++) {
            List<Part> parts = IntStream.range(0, 1 + random.nextInt(6))
                    .mapToObj(i -> new Part(
                            200 * MB, 2000 * MB, 1000, (200 + random.nextInt(1800)) * MB, random.nextInt(400) * MB))
                    .toList();
            long amount = (random.nextInt(2000) - 1000) * MB;
            long[] sizes = SharedAllocation.round(parts, amount, STEP);
            for (int i = 0; i < sizes.length; i++) {
                assertThat(sizes[i]).isBetween(200 * MB, 2000 * MB);
                assertThat(Math.abs(sizes[i] - parts.get(i).current())).isLessThanOrEqualTo(STEP);
            }
        }
    }
}
