package io.equipoise.coordinator.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.coordinator.CountingTicker;
import io.equipoise.coordinator.FakeHost;
import io.equipoise.coordinator.loop.ActivePolicy;
import io.equipoise.coordinator.loop.ControlLoop;
import io.equipoise.coordinator.loop.LoopSettings;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.Decision.Role;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryBudget;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplanationTest {
    private static final long MIB = 1024;
    private static final TraceHeader HEADER = new TraceHeader(
            TraceHeader.Source.RECORDING,
            "2025-01-01T00:00:00Z",
            new TraceHeader.HostShape(4, null),
            1000,
            null,
            null,
            null,
            null,
            null,
            2048 * MIB,
            null,
            null);

    /** Gives vm1 all it can and pins it, at tick 1. */
    private static final Policy ACTS = seen -> seen.sample().tick() == 1
            ? Plan.of(List.of(
                    new Balloon("vm1", 1024 * MIB, "unused 71 below 100"),
                    new Pin("vm1", 0, CpuSet.of(2), "alone there")))
            : Plan.NOTHING;

    private final Explanation explanation = new Explanation(trace());

    private static MemoryTrace trace() {
        FakeHost host = new FakeHost(4).with("vm1", 512 * MIB, t -> 441 * MIB).with("vm2", 512 * MIB, t -> 200 * MIB);
        MemoryTrace.Builder rows = new MemoryTrace.Builder(HEADER);
        List<ActivePolicy> policies =
                List.of(new ActivePolicy("acts", ACTS, Role.ACTIVE), new ActivePolicy("other", ACTS, Role.SHADOW));
        new ControlLoop(
                        host,
                        new CountingTicker(4, 500_000),
                        policies,
                        LoopSettings.replay(Limits.RUBRIC, new MemoryBudget(2048 * MIB)),
                        rows)
                .run();
        return rows.build();
    }

    @Test
    void everyPlannedChangeIsOneLine() {
        assertThat(explanation.all(null))
                .containsExactly(
                        "tick 1: acts: vm1: 512 → 768 MiB: unused 71 below 100; step limited to 256 by largest-step;"
                                + " observed: 768 MiB after 1 tick",
                        "tick 1: acts: vm1 vCPU 0: 0-3 → 2: alone there; observed: pCPU 2 after 1 tick",
                        "tick 1: other (shadow): vm1: not 1024 MiB: unused 71 below 100; dropped by fresh:"
                                + " its balloon is on the way from 512 to 768 MiB",
                        "tick 1: other (shadow): vm1 vCPU 0: 0-3 → 2: alone there");
        assertThat(explanation.all("vm2")).containsExactly("nothing was planned");
    }

    @Test
    void tickIsToldFromWhatWasSeenToWhatWasObserved() {
        assertThat(explanation.at(Moment.parse("1"), "vm1"))
                .startsWith(
                        "tick 1: 1024 MiB free within the guests' budget of 2048",
                        "acts, decided in 0.5 ms",
                        "  vm1: 512 → 768 MiB: unused 71 below 100; step limited to 256 by largest-step",
                        "    seen      balloon 512 of 2048 MiB, unused 71, usable 71, swapped out so far 0",
                        "    planned   1024 MiB",
                        "    guarded   768 MiB, changed by largest-step",
                        "    done      sent at 00:00:02.000Z, the host agreed",
                        "    observed  768 MiB after 1 tick",
                        "  vm1 vCPU 0: 0-3 → 2: alone there",
                        "    seen      may run on pCPU 0-3, ran 10 %, waited 0 %, wants 10 %",
                        "    planned   pCPU 2",
                        "    guarded   all of it",
                        "    done      sent at 00:00:02.000Z, the host agreed",
                        "    observed  pCPU 2 after 1 tick",
                        "other (shadow), decided in 0.5 ms");
    }

    @Test
    void otherDomainsAreLeftOut() {
        assertThat(explanation.at(Moment.parse("1"), "vm2")).noneMatch(line -> line.contains("vm1"));
        assertThatThrownBy(() -> explanation.at(Moment.parse("1"), "vm7"))
                .isInstanceOf(InputException.class)
                .hasMessage("no domain is called 'vm7'; there are: vm1, vm2");
    }

    @Test
    void tickThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> explanation.at(Moment.parse("9"), null))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no sample at tick 9");
    }

    @Test
    void timeMeansTheNewestTickThen() {
        MemoryTrace trace = trace();
        List<Sample> timed = trace.samples().stream()
                .map(sample -> new Sample(
                        sample.tick(),
                        sample.tick() * 1_000_000,
                        sample.monotonicNanos(),
                        null,
                        HostSample.UNKNOWN,
                        sample.pcpus(),
                        sample.domains()))
                .toList();
        Explanation explained =
                new Explanation(new MemoryTrace(HEADER, timed, List.of(), List.of(), trace.decisions()));

        assertThat(explained.at(Moment.parse("1970-01-01T00:00:01.5Z"), null).get(0))
                .startsWith("tick 1, 1970-01-01T00:00:01Z: ");
        assertThatThrownBy(() -> explained.at(Moment.parse("1970-01-01T00:00:09Z"), null))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> explained.at(Moment.parse("1969-12-31T23:59:59Z"), null))
                .isInstanceOf(InputException.class);
    }

    @Test
    void traceWithoutDecisionsIsRefused() {
        MemoryTrace trace = trace();
        assertThatThrownBy(() ->
                        new Explanation(new MemoryTrace(HEADER, trace.samples(), List.of(), List.of(), List.of())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no policy ran");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "noon", "12:00", "2025-01-01", "99999999999999999999"})
    void momentThatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> Moment.parse(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("neither a tick nor a time");
    }
}
