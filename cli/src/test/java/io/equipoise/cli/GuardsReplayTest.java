package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.run.Replay;
import io.equipoise.replay.run.ReplaySetup;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.EventType;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every guard in a replay; {@link GuardsLiveTest} takes the same tour on real guests. */
final class GuardsReplayTest {
    private static final long MIB = 1024;
    private static final long SECOND = 1_000_000_000L;
    private static final long EPOCH = 1_700_000_000L;
    private static final int TICKS = 80;
    private static final int PAUSED_FROM = 60;

    @Test
    void everyGuardStopsWhatItIsThereFor() {
        GuardTour tour = new GuardTour(null);
        ReplaySetup setup = new ReplaySetup("tour", 2, (4 * 512 + 300) * MIB, null, 512 * MIB);
        MemoryTrace replayed = Replay.run(recorded(), setup, factory(tour));

        assertThat(tour.isOver()).isTrue();
        new GuardTourExpectations(replayed.decisions()).hold();
        assertThat(replayed.events())
                .filteredOn(event -> event.type() == EventType.POLICY_CHANGED)
                .singleElement()
                .satisfies(event -> assertThat(event.detail())
                        .contains("stands down to none after 3 failures in a row, the last: the policy failed: "
                                + "java.lang.IllegalStateException: nothing left to try"));
    }

    private static PolicyFactory factory(Policy policy) {
        return new PolicyFactory() {
            @Override
            public String name() {
                return "tour";
            }

            @Override
            public PolicyKind kind() {
                return PolicyKind.MEMORY;
            }

            @Override
            public String summary() {
                return "Tries every guard.";
            }

            @Override
            public Policy create() {
                return policy;
            }
        };
    }

    /** Four guests: one idle, one that is paused towards the end, one that needs 430 MiB, one without driver. */
    private static MemoryTrace recorded() {
        List<Sample> samples = new ArrayList<>();
        for (int tick = 0; tick < TICKS; tick++) {
            List<DomainSample> domains = List.of(
                    domain(1, tick, DomainState.RUNNING, memory(tick, 90)),
                    domain(2, tick, tick < PAUSED_FROM ? DomainState.RUNNING : DomainState.PAUSED, memory(tick, 90)),
                    domain(3, tick, DomainState.RUNNING, memory(tick, 480)),
                    domain(4, tick, DomainState.RUNNING, noDriver()));
            long now = tick * SECOND;
            long busy = now / 25;
            samples.add(new Sample(
                    tick,
                    (EPOCH + tick) * 1_000_000,
                    now,
                    null,
                    new HostSample(16_384 * MIB, 8_192 * MIB, null),
                    IntStream.range(0, 2)
                            .mapToObj(number -> new PcpuSample(number, busy, now - busy, null))
                            .toList(),
                    domains));
        }
        TraceHeader header = new TraceHeader(
                TraceHeader.Source.RECORDING,
                "2025-01-01T00:00:00Z",
                new TraceHeader.HostShape(2, 16_384 * MIB),
                1000,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return new MemoryTrace(header, samples, List.of(), List.of(), List.of());
    }

    private static DomainSample domain(int number, int tick, DomainState state, MemorySample memory) {
        long ran = tick * SECOND / 50;
        return new DomainSample(
                "uuid-" + number,
                "vm" + number,
                number,
                state,
                ran,
                2048 * MIB,
                null,
                List.of(new VcpuSample(0, ran, 0L, 0, CpuSet.firstOf(2), VcpuState.RUNNING)),
                memory,
                null);
    }

    private static MemorySample memory(int tick, int needMib) {
        long usable = (2048 - needMib) * MIB;
        return new MemorySample(
                2048 * MIB,
                2018 * MIB,
                usable,
                usable + 60 * MIB,
                20 * MIB,
                0L,
                0L,
                0L,
                0L,
                null,
                EPOCH + Math.max(0, tick - 1),
                null);
    }

    private static MemorySample noDriver() {
        return new MemorySample(512 * MIB, null, null, null, null, null, null, null, null, null, 0L, null);
    }
}
