package io.equipoise.coordinator.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.CountingTicker;
import io.equipoise.coordinator.FakeHost;
import io.equipoise.coordinator.host.OffSwitch;
import io.equipoise.coordinator.loop.ActivePolicy;
import io.equipoise.coordinator.loop.ControlLoop;
import io.equipoise.coordinator.loop.LoopSettings;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.traces.Decision;
import io.equipoise.traces.Decision.Role;
import io.equipoise.traces.Event;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.MemoryBudget;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceSink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NarratorTest {
    private static final long MIB = 1024;

    /** Wants a bit more at every tick. */
    private static final Policy GROWS =
            seen -> Plan.of(List.of(new Balloon("vm1", (600 + seen.sample().tick()) * MIB, "because")));

    private final FakeHost host = new FakeHost(4).with("vm1", 512 * MIB, tick -> 200 * MIB);
    private final List<String> lines = new ArrayList<>();
    private final Narrator narrator = new Narrator(lines::add);

    private void run(int ticks, Role role) {
        new ControlLoop(
                        host,
                        new CountingTicker(ticks, 0),
                        List.of(new ActivePolicy("grows", GROWS, role)),
                        new LoopSettings(Limits.RUBRIC, MemoryBudget.NONE, null, 3, OffSwitch.NONE),
                        new Told(),
                        narrator::made)
                .run();
    }

    @Test
    void decisionsAndEffectsAreToldInTheirOrderAndRepeatedDropsOnce() {
        host.free = 4096 * MIB;
        run(5, Role.ACTIVE);

        assertThat(lines)
                .containsExactly(
                        "tick 0: grows: vm1: 512 → 600 MiB: because",
                        "tick 1: grows: vm1: not 601 MiB: because; dropped by fresh: the guest has not reported since its"
                                + " balloon changed",
                        "grows: vm1 has 600 MiB, 1 tick after it was asked to",
                        "tick 2: grows: vm1: 600 → 602 MiB: because",
                        "tick 3: grows: vm1: not 603 MiB: because; dropped by fresh: the guest has not reported since its"
                                + " balloon changed",
                        "grows: vm1 has 602 MiB, 1 tick after it was asked to",
                        "tick 4: grows: vm1: 602 → 604 MiB: because",
                        "grows: vm1: the effect of tick 4 was not seen any more");
        assertThat(narrator.summary()).isEqualTo("3 actions, 2 changes limited or dropped by guards");
    }

    @Test
    void dropByTheSameGuardIsToldOnce() {
        host.free = 0L;
        run(5, Role.ACTIVE);

        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("tick 0: grows: vm1: not 600 MiB: because; dropped by reserve");
        assertThat(narrator.summary()).isEqualTo("0 actions, 5 changes limited or dropped by guards");
    }

    @Test
    void refusalsAndWishesAreCounted() {
        host.free = 4096 * MIB;
        host.answer = "busy";
        run(1, Role.ACTIVE);
        run(1, Role.DRY_RUN);

        assertThat(lines)
                .containsExactly(
                        "tick 0: grows: vm1: 512 → 600 MiB: because; refused: busy",
                        "tick 0: grows (dry run): vm1: 512 → 600 MiB: because");
        assertThat(narrator.summary())
                .isEqualTo(
                        "0 actions, 1 more in dry runs or as shadow, 1 refused, 0 changes limited or dropped by guards");
    }

    /** Hands on what the narrator is to hear. */
    private final class Told implements TraceSink {
        @Override
        public void sample(Sample sample) {
            narrator.see(sample);
        }

        @Override
        public void decision(Decision decision) {
            narrator.seen(decision);
        }

        @Override
        public void event(Event event) {}

        @Override
        public void load(LoadAsked load) {}
    }
}
