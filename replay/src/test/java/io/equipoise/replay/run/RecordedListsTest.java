package io.equipoise.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.parquet.ParquetTraces;
import java.nio.file.Path;
import java.util.LongSummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real guests of 2 GiB that hold nothing but files in a tmpfs: what they need beside those is always the same. */
class RecordedListsTest {
    private static final long MIB = 1024;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trials/memory-1/maximum/1",
                "trials/memory-1/maximum/2",
                "trials/memory-2/maximum/1",
                "trials/memory-2/maximum/2",
                "trials/memory-3/maximum/1",
                "trials/memory-3/maximum/2",
                "trials/memory-4/maximum/1",
                "cases/memory-1-maximum",
                "cases/memory-2-maximum",
                "cases/memory-3-maximum",
                "cases/memory-4-maximum"
            })
    void needIsToldFromWhatLiesInPerCpuLists(String name) {
        RecordedDemand demand =
                RecordedDemand.of(ParquetTraces.open(Path.of("../traces").resolve(name)));
        int most = 0;
        for (int g = 0; g < 4; g++) {
            LongSummaryStatistics beside = new LongSummaryStatistics();
            LongSummaryStatistics lists = new LongSummaryStatistics();
            MemoryDemand memory = demand.memory(g);
            for (int t = 0; t < demand.samples().size(); t++) {
                beside.accept(memory.needKiB(t) - memory.cachesKiB(t));
                lists.accept(memory.listsKiB(t));
            }
            assertThat(beside.getMax() - beside.getMin()).as("guest %d", g).isLessThan(12 * MIB);
            most = (int) Math.max(most, lists.getMax() / MIB);
        }
        assertThat(most).isBetween(50, 56);
    }

    @Test
    void aKernelThatIsBootedAnewHasOtherLists() {
        MemoryTrace trace = MemoryTrace.copyOf(ParquetTraces.open(Path.of("../traces/trials/memory-1/maximum/1")));
        MemoryTrace restarted = new MemoryTrace(
                trace.header(),
                trace.samples().stream()
                        .map(sample -> sample.tick() < 140 ? sample : startedAnew(sample))
                        .toList(),
                trace.events(),
                trace.loads(),
                trace.decisions());
        MemoryDemand memory = RecordedDemand.of(restarted).memory(0);

        assertThat(memory.listsKiB(138)).isGreaterThan(40 * MIB);
        assertThat(memory.listsKiB(150)).isBetween(5 * MIB, 15 * MIB);
    }

    private static Sample startedAnew(Sample sample) {
        return new Sample(
                sample.tick(),
                sample.utcMicros(),
                sample.monotonicNanos(),
                sample.callNanos(),
                sample.host(),
                sample.pcpus(),
                sample.domains().stream()
                        .map(domain -> Recording.startedAnew(domain, domain.id() + 100))
                        .toList());
    }
}
