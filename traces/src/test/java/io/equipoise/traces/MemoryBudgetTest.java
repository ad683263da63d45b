package io.equipoise.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MemoryBudgetTest {
    @Test
    void freeIsWhatTheBudgetLeavesWhenTheHostHasMore() {
        assertThat(new MemoryBudget(3_000L).freeKiB(sample(10_000L, 512L, 700L)))
                .isEqualTo(1_788);
    }

    @Test
    void freeIsTheHostsWhenTheBudgetLeavesMore() {
        assertThat(new MemoryBudget(3_000L).freeKiB(sample(100L, 512L, 700L))).isEqualTo(100);
    }

    @Test
    void unreadBalloonCountsWithItsMaximum() {
        assertThat(new MemoryBudget(3_000L).freeKiB(sample(null, 512L, null))).isEqualTo(3_000 - 512 - 2_048);
    }

    @Test
    void withoutBudgetAndHostFiguresFreeIsUnknown() {
        assertThat(MemoryBudget.NONE.freeKiB(sample(null, 512L, 700L))).isNull();
    }

    private static Sample sample(@Nullable Long hostFree, @Nullable Long first, @Nullable Long second) {
        return new Sample(
                0,
                null,
                0,
                null,
                new HostSample(null, hostFree, null),
                List.of(),
                List.of(domain("a", first), domain("b", second)));
    }

    private static DomainSample domain(String name, @Nullable Long current) {
        MemorySample memory =
                new MemorySample(current, null, null, null, null, null, null, null, null, null, null, null);
        return new DomainSample(name, name, 1, DomainState.RUNNING, null, 2_048L, null, List.of(), memory, null);
    }
}
