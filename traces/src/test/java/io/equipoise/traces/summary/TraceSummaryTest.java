package io.equipoise.traces.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TraceSummaryTest {
    private static final TraceHeader HEADER = new TraceHeader(
            TraceHeader.Source.RECORDING,
            "2024-05-06T07:08:09Z",
            new TraceHeader.HostShape(1, null),
            1_000,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);

    @Test
    void gapsRangesAndDomainsAreSummedUp() {
        TraceSummary summary = TraceSummary.of(new MemoryTrace(
                HEADER,
                List.of(sample(3, 0, 400L, null), sample(4, 250, null, "no answer"), sample(8, 1_250, 300L, null)),
                List.of(),
                List.of(),
                List.of()));

        assertThat(summary.gaps()).containsExactly(new TraceSummary.Gap(5, 7));
        assertThat(summary.gaps().get(0).ticks()).isEqualTo(3);
        assertThat(summary.firstTick()).isEqualTo(3);
        assertThat(summary.lastTick()).isEqualTo(8);
        assertThat(summary.ranges())
                .containsOnly(entry("reading took, ms", new Range(2, 2)), entry("pCPU busy, %", new Range(25, 25)));
        assertThat(summary.rows())
                .containsEntry("memory", 2L)
                .containsEntry("domain", 3L)
                .containsEntry("load", 0L);
        assertThat(summary.domains()).singleElement().satisfies(domain -> {
            assertThat(domain.samples()).isEqualTo(3);
            assertThat(domain.unanswered()).isEqualTo(1);
            assertThat(domain.unusedKiB()).isEqualTo(new Range(300, 400));
            assertThat(domain.currentKiB()).isNull();
        });
    }

    private static Sample sample(long tick, long busyMillis, Long unusedKiB, String missing) {
        MemorySample memory = unusedKiB == null
                ? null
                : new MemorySample(null, null, null, unusedKiB, null, null, null, null, null, null, null, null);
        DomainSample domain =
                new DomainSample("u", "vm", 1, DomainState.RUNNING, null, null, null, List.of(), memory, missing);
        return new Sample(
                tick,
                null,
                tick * 1_000_000_000L,
                2_000_000L,
                HostSample.UNKNOWN,
                List.of(new PcpuSample(0, busyMillis * 1_000_000, null, null)),
                List.of(domain));
    }
}
