package io.equipoise.replay.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Policies;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Cases;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.Decision;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.TraceSink;
import io.equipoise.traces.parquet.ParquetTraces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamedReplayTest {
    private static final Path CASES = Path.of("..", "traces", "cases");
    private static final PolicyFactory NONE = Policies.named(PolicyKind.CPU, "none");

    /** Stretches of 5 ticks are shorter than the windows in which demand is estimated. */
    @ParameterizedTest
    @CsvSource({"cpu-5, CPU, 40", "cpu-7, CPU, 1000", "memory-2-maximum, MEMORY, 20", "memory-4-maximum, MEMORY, 171"})
    void aTraceReplayedStretchByStretchIsTheOneReplayedWhole(String name, PolicyKind kind, int vcpuSamples) {
        MemoryTrace trace = MemoryTrace.copyOf(ParquetTraces.open(CASES.resolve(name)));
        ReplaySetup setup = ReplaySetup.of(Cases.named(name.replace("-maximum", "")));
        List<PolicyFactory> policies = Policies.all().stream()
                .filter(policy -> policy.kind() == kind && !policy.replayOnly())
                .toList();
        Map<String, MemoryTrace.Builder> streamed = new HashMap<>();

        Replay.run(StreamedDemand.of(name, trace, vcpuSamples), setup, policies, (policy, header) -> {
            streamed.put(policy.name(), new MemoryTrace.Builder(header));
            return streamed.get(policy.name());
        });

        RecordedDemand whole = RecordedDemand.of(name, trace);
        assertThat(policies).hasSizeGreaterThan(3);
        for (PolicyFactory policy : policies) {
            MemoryTrace replayed = streamed.get(policy.name()).build();
            assertThat(replayed).isEqualTo(withHeader(Replay.run(whole, setup, policy), replayed.header()));
        }
    }

    @Test
    void gapsRestartsAndSilenceMayFallBetweenStretches() {
        MemoryTrace trace = new Recording(2, 60)
                .cpu(tick -> tick < 30 ? 0.2 : 0.6)
                .guest(tick -> 0.3, tick -> 300 + 5.0 * tick, 13, 41)
                .memory(tick -> 400)
                .event(25, EventType.STAGE_BEGINS)
                .trace();
        ReplaySetup setup = ReplaySetup.asRecorded(trace);
        for (int vcpuSamples = 2; vcpuSamples < 60; vcpuSamples += 5) {
            Map<String, MemoryTrace.Builder> streamed = new HashMap<>();

            Replay.run(StreamedDemand.of("a trace", trace, vcpuSamples), setup, List.of(NONE), (policy, header) -> {
                streamed.put("it", new MemoryTrace.Builder(header));
                return streamed.get("it");
            });

            MemoryTrace replayed = streamed.get("it").build();
            MemoryTrace whole = Replay.run(RecordedDemand.of("a trace", trace), setup, NONE);
            assertThat(replayed).isEqualTo(withHeader(whole, replayed.header()));
        }
    }

    /** Only the header's note differs: of its loads only the whole trace tells. */
    private static MemoryTrace withHeader(MemoryTrace trace, TraceHeader header) {
        return new MemoryTrace(header, trace.samples(), trace.events(), trace.loads(), trace.decisions());
    }

    @Test
    void aSampleIsLookedAtBeforeTheNextOrMadeInTime() {
        MemoryTrace trace = new Recording(2, 20).cpu(tick -> 0.2).trace();
        ModelHost host = new ModelHost(RecordedDemand.of(trace), ReplaySetup.asRecorded(trace), null);
        Sample kept = host.observe(0);
        Sample looked = host.observe(1).made();
        host.observe(2);

        assertThat(looked.domains()).hasSize(1);
        assertThatThrownBy(() -> kept.domains().size())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the sample of tick 0 is looked at first when it is over");
    }

    @Test
    void replayOfTheWholeGoesToAnySink() {
        MemoryTrace trace = new Recording(2, 20).cpu(tick -> 0.2).trace();
        ReplaySetup setup = ReplaySetup.asRecorded(trace);
        RecordedDemand recorded = RecordedDemand.of(trace);
        MemoryTrace.Builder sink =
                new MemoryTrace.Builder(Replay.run(recorded, setup, NONE).header());

        Replay.run(recorded, setup, NONE, (TraceSink) sink);

        assertThat(sink.build()).isEqualTo(Replay.run(recorded, setup, NONE));
    }

    @Test
    void aPolicyThatCannotBeFinishedKeepsNoOtherFromIt() {
        MemoryTrace trace = new Recording(2, 20).cpu(tick -> 0.2).trace();
        ReplaySetup setup = ReplaySetup.asRecorded(trace);
        List<String> decided = new ArrayList<>();
        List<PolicyFactory> policies = List.of(new PinsLast(), new PinsLast());

        assertThatThrownBy(() -> Replay.run(StreamedDemand.of("a trace", trace), setup, policies, (policy, header) -> {
                    boolean fails = decided.isEmpty();
                    decided.add("made");
                    return new TraceSink() {
                        @Override
                        public void sample(Sample sample) {}

                        @Override
                        public void decision(Decision decision) {
                            if (decision.planned() != null && fails) {
                                throw new IllegalStateException("disk full");
                            } else if (decision.planned() != null) {
                                decided.add("last");
                            }
                        }

                        @Override
                        public void event(Event event) {}

                        @Override
                        public void load(LoadAsked load) {}
                    };
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("disk full");
        assertThat(decided).containsExactly("made", "made", "last");
    }

    /** Its one decision is handed on at the end, for nobody sees its effect. */
    private static final class PinsLast implements PolicyFactory {
        @Override
        public String name() {
            return "pins-last";
        }

        @Override
        public PolicyKind kind() {
            return PolicyKind.CPU;
        }

        @Override
        public String summary() {
            return "Pins a vCPU at the last tick.";
        }

        @Override
        public Policy create() {
            return seen -> seen.sample().tick() < 19
                    ? Plan.NOTHING
                    : new Plan(List.of(new Plan.Pin("uuid-vm1", 0, CpuSet.of(1), "test")));
        }
    }
}
