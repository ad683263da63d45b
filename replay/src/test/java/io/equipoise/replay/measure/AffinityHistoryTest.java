package io.equipoise.replay.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.replay.made.CpuRun;
import io.equipoise.replay.measure.AffinityHistory.Change;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class AffinityHistoryTest {

    @Test
    void onlyTheFirstHoldToOnePcpuIsAPlacing() {
        MemoryTrace trace = CpuRun.of(1, 4)
                .run(2)
                .pin("0-1")
                .run(2)
                .pin("1")
                .run(2)
                .pin("0-3")
                .run(2)
                .pin("2")
                .run(2)
                .trace();

        assertThat(AffinityHistory.of(trace).changes())
                .containsExactly(
                        change(2, "0-3", "0-1", false),
                        change(4, "0-1", "1", true),
                        change(6, "1", "0-3", false),
                        change(8, "0-3", "2", false));
        assertThat(AffinityHistory.at(trace, 5)).containsEntry("aos_vm1 vCPU 0", CpuSet.of(1));
    }

    @Test
    void aDomainStartedAnewHasChangedNothing() {
        MemoryTrace before = CpuRun.of(1, 2).pin("0").run(2).trace();
        MemoryTrace after = CpuRun.of(1, 2).pin("1").run(4).trace();
        List<Sample> restarted = after.samples().subList(2, 4).stream()
                .map(sample -> new Sample(
                        sample.tick(),
                        null,
                        sample.monotonicNanos(),
                        null,
                        sample.host(),
                        sample.pcpus(),
                        List.of(withId(sample.domains().get(0), 7))))
                .toList();
        MemoryTrace whole = new MemoryTrace(
                before.header(),
                List.of(before.samples().get(0), before.samples().get(1), restarted.get(0), restarted.get(1)),
                List.of(),
                List.of(),
                List.of());

        assertThat(AffinityHistory.of(whole).changes()).isEmpty();
        assertThat(AffinityHistory.of(whole).vcpus()).isEqualTo(1);
    }

    private static DomainSample withId(DomainSample domain, int id) {
        return new DomainSample(
                domain.uuid(),
                domain.name(),
                id,
                domain.state(),
                null,
                null,
                null,
                domain.vcpus(),
                domain.memory(),
                domain.missing());
    }

    private static Change change(long tick, String from, String to, boolean placing) {
        return new Change(tick, "aos_vm1 vCPU 0", CpuSet.parse(from), CpuSet.parse(to), placing);
    }
}
