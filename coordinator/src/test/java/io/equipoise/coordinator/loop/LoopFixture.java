package io.equipoise.coordinator.loop;

import io.equipoise.coordinator.CountingTicker;
import io.equipoise.coordinator.FakeHost;
import io.equipoise.coordinator.host.OffSwitch;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.Decision;
import io.equipoise.traces.Decision.Role;
import io.equipoise.traces.Event;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.MemoryBudget;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What tests of the control loop share: a host of one guest, and all rows that come of a run. */
abstract class LoopFixture {
    static final long MIB = 1024;

    final FakeHost host = new FakeHost(4).with("vm1", 512 * MIB, tick -> 200 * MIB);
    final Rows rows = new Rows();

    void run(int ticks, LoopSettings settings, ActivePolicy... policies) {
        new ControlLoop(host, new CountingTicker(ticks, 7), List.of(policies), settings, rows).run();
    }

    static LoopSettings settings(Duration deadline, OffSwitch offSwitch) {
        return new LoopSettings(Limits.RUBRIC, new MemoryBudget(2048 * MIB), deadline, 3, offSwitch);
    }

    void run(int ticks, long nanosALook, ActivePolicy... policies) {
        new ControlLoop(
                        host,
                        new CountingTicker(ticks, nanosALook),
                        List.of(policies),
                        LoopSettings.replay(Limits.RUBRIC, new MemoryBudget(2048 * MIB)),
                        rows)
                .run();
    }

    static ActivePolicy active(Policy policy) {
        return new ActivePolicy("test", policy, Role.ACTIVE);
    }

    static Policy pinsAt(long tick, String affinity) {
        return seen -> seen.sample().tick() == tick
                ? Plan.of(List.of(new Pin("vm1", 0, CpuSet.parse(affinity), "because")))
                : Plan.NOTHING;
    }

    static Policy balloonsAt(long tick, long mib) {
        return seen -> seen.sample().tick() == tick
                ? Plan.of(List.of(new Balloon("vm1", mib * MIB, "because")))
                : Plan.NOTHING;
    }

    /** Keeps rows in the order in which they come. */
    static final class Rows implements TraceSink {
        final List<Sample> samples = new ArrayList<>();
        final List<Decision> decisions = new ArrayList<>();
        final List<Event> events = new ArrayList<>();
        final List<String> order = new ArrayList<>();

        void clear() {
            samples.clear();
            decisions.clear();
            order.clear();
        }

        Decision decisionAt(long tick) {
            return decisions.stream()
                    .filter(row -> row.tick() == tick)
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public void sample(Sample sample) {
            samples.add(sample);
            order.add("sample " + sample.tick());
        }

        @Override
        public void decision(Decision decision) {
            decisions.add(decision);
            order.add("decision " + decision.tick());
        }

        @Override
        public void event(Event event) {
            events.add(event);
        }

        @Override
        public void load(LoadAsked load) {
            throw new AssertionError("the loop knows no load");
        }
    }
}
