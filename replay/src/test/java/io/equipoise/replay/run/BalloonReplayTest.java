package io.equipoise.replay.run;

import static io.equipoise.replay.run.Shown.memory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Policies;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case.Placement;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guests' memory in a replay: balloons within the budget, and what a guest does that has too little. */
class BalloonReplayTest {
    private static final long MIB = Recording.MIB;
    private static final PolicyFactory NONE = Policies.named(PolicyKind.MEMORY, "none");

    @Test
    void aSmallBalloonMakesTheGuestSwap() {
        MemoryTrace recorded = new Recording(2, 60)
                .memory(tick -> 90 + 10 * Math.min(50, tick))
                .memory(tick -> 90)
                .trace();
        MemoryTrace replayed = Replay.run(recorded, budget(3072), NONE);

        MemorySample early = memory(replayed, 20, 0);
        assertThat(early.currentKiB()).isEqualTo(512 * MIB);
        assertThat(early.usableKiB()).isEqualTo((512 - 90 - 190) * MIB);
        assertThat(early.unusedKiB()).isEqualTo((512 - 90 - 190 + 60) * MIB);
        assertThat(early.availableKiB()).isEqualTo((512 - 30) * MIB);
        assertThat(early.reportedAt()).isEqualTo(Recording.EPOCH + 19);
        assertThat(early.swapOutKiB()).isZero();
        MemorySample late = memory(replayed, 59, 0);
        assertThat(late.usableKiB()).isZero();
        assertThat(late.unusedKiB()).isBetween((60 - 13) * MIB, 60 * MIB);
        assertThat(late.swapOutKiB() - late.swapInKiB())
                .isEqualTo((90 + 500 - 512) * MIB - (60 * MIB - late.unusedKiB()));
    }

    @Test
    void aBalloonMovesWithinTheBudget() {
        MemoryTrace recorded =
                new Recording(2, 60).memory(tick -> 90).memory(tick -> 90).trace();
        MemoryTrace replayed = Replay.run(recorded, budget(2048), give("uuid-vm1", 700 * MIB));

        assertThat(memory(replayed, 0, 0).currentKiB()).isEqualTo(512 * MIB);
        assertThat(memory(replayed, 59, 0).currentKiB()).isEqualTo(700 * MIB);
        assertThat(replayed.samples().get(59).host().freeKiB()).isEqualTo((2048 - 512 - 700) * MIB);
        assertThat(replayed.decisions()).anySatisfy(decision -> {
            assertThat(decision.answer()).isEqualTo("ok");
            assertThat(decision.observed()).isEqualTo(decision.guarded());
        });
    }

    @Test
    void theBudgetIsLiftedForMaximumOnlyWhichStartsThere() {
        MemoryTrace recorded =
                new Recording(2, 60).memory(tick -> 90).memory(tick -> 90).trace();
        MemoryTrace replayed = Replay.run(recorded, budget(2048), Policies.named(PolicyKind.MEMORY, "maximum"));

        assertThat(memory(replayed, 0, 0).currentKiB()).isEqualTo(2048 * MIB);
        assertThat(memory(replayed, 59, 1).currentKiB()).isEqualTo(2048 * MIB);
        assertThat(replayed.decisions())
                .allSatisfy(decision -> assertThat(decision.sentMicros()).isNull());
        assertThat(replayed.header().note()).contains("budget is lifted", "starts at its maximum");
        assertThat(Replay.run(recorded, budget(2048), NONE).header().memoryBudgetKiB())
                .isEqualTo(2048 * MIB);
    }

    @Test
    void aBudgetBelowTheStartIsRefused() {
        MemoryTrace recorded =
                new Recording(2, 60).memory(tick -> 90).memory(tick -> 90).trace();

        assertThatThrownBy(() -> Replay.run(recorded, budget(900), NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("memory budget of 900 MiB")
                .hasMessageContaining("1024 MiB");
    }

    private static ReplaySetup budget(long budgetMib) {
        return new ReplaySetup("memory-x", 2, budgetMib * MIB, Placement.FREE, 512 * MIB);
    }

    private static PolicyFactory give(String domain, long kib) {
        return new PolicyFactory() {
            @Override
            public String name() {
                return "give";
            }

            @Override
            public PolicyKind kind() {
                return PolicyKind.MEMORY;
            }

            @Override
            public String summary() {
                return "Gives one guest a balloon.";
            }

            @Override
            public Policy create() {
                return seen -> new Plan(List.of(new Plan.Balloon(domain, kib, "test")));
            }
        };
    }
}
