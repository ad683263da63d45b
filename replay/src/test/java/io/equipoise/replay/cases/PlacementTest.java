package io.equipoise.replay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.replay.cases.Case.Placement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PlacementTest {
    private static final List<Integer> PCPUS = List.of(0, 2, 3);

    @Test
    void firstPutsEveryVcpuOnTheLowestPcpu() {
        assertThat(lists(Placement.FIRST)).containsExactly("0", "0", "0", "0");
    }

    @Test
    void endsAlternatesBetweenTheLowestAndTheHighest() {
        assertThat(lists(Placement.ENDS)).containsExactly("0", "3", "0", "3");
    }

    @Test
    void spreadDealsThePcpusInTurn() {
        assertThat(lists(Placement.SPREAD)).containsExactly("0", "2", "3", "0");
    }

    @Test
    void freeAllowsEveryPcpuTheHostHas() {
        assertThat(lists(Placement.FREE)).containsExactly("0,2-3", "0,2-3", "0,2-3", "0,2-3");
    }

    private static List<String> lists(Placement placement) {
        return IntStream.range(0, 4)
                .mapToObj(position -> placement.over(PCPUS).apply(position).toString())
                .toList();
    }
}
