package io.equipoise.coordinator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.host.OffSwitch;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.Decision;
import io.equipoise.traces.Decision.Role;
import io.equipoise.traces.Decision.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlLoopTest extends LoopFixture {
    @Test
    void planIsCarriedOutAndItsEffectSeen() {
        run(3, 7, active(pinsAt(1, "2")));

        assertThat(host.actions).containsExactly("pin vm1 2");
        Decision decision = rows.decisionAt(1);
        assertThat(decision.planned()).isEqualTo(Value.of(CpuSet.of(2)));
        assertThat(decision.guarded()).isEqualTo(decision.planned());
        assertThat(decision.guard()).isNull();
        assertThat(decision.reason()).isEqualTo("vm1 vCPU 0: 0-3 → 2: because");
        assertThat(decision.sentMicros()).isEqualTo(2_000_000);
        assertThat(decision.answer()).isEqualTo("ok");
        assertThat(decision.observed()).isEqualTo(Value.of(CpuSet.of(2)));
        assertThat(decision.observedTick()).isEqualTo(2);
        assertThat(decision.durationNanos()).isEqualTo(7);
        assertThat(decision.error()).isNull();
    }

    @Test
    void tickWithoutPlanIsOneRowWithNoTarget() {
        run(3, 7, active(pinsAt(1, "2")));

        assertThat(rows.decisions).hasSize(3);
        assertThat(rows.decisionAt(0).domain()).isNull();
        assertThat(rows.decisionAt(0).durationNanos()).isEqualTo(7);
        assertThat(rows.decisionAt(2).domain()).isNull();
    }

    @Test
    void sampleOfATickComesBeforeItsDecisionsWhichKeepTheirOrder() {
        run(4, 7, active(balloonsAt(0, 600)));

        assertThat(rows.order)
                .containsExactly(
                        "sample 0",
                        "sample 1",
                        "decision 0",
                        "decision 1",
                        "sample 2",
                        "decision 2",
                        "sample 3",
                        "decision 3");
    }

    @Test
    void clockThatStandsStillMeasuresNothing() {
        run(1, 0, active(seen -> Plan.NOTHING));

        assertThat(rows.decisionAt(0).durationNanos()).isNull();
    }

    @Test
    void policyThatCannotSayWhetherItLooksIsShownWhatThereIs() {
        run(2, 7, active(new CannotSay(pinsAt(1, "2"))));

        assertThat(host.actions).containsExactly("pin vm1 2");
    }

    /** Decides only where it is shown what may be given. */
    private record CannotSay(Policy policy) implements Policy {
        @Override
        public boolean looks() {
            throw new LinkageError("compiled for another version");
        }

        @Override
        public Plan decide(Observation seen) {
            return seen.freeKiB() == null ? Plan.NOTHING : policy.decide(seen);
        }
    }

    @Test
    void nonsenseIsDroppedAndWhatElseThePlanSaysIsDone() {
        run(
                1,
                7,
                active(seen -> Plan.of(List.of(
                        new Pin("vm9", 0, CpuSet.of(1), "because"), new Pin("vm1", 0, CpuSet.of(1), "because")))));

        assertThat(host.actions).containsExactly("pin vm1 1");
        Decision dropped = rows.decisions.get(0);
        assertThat(dropped.guarded()).isNull();
        assertThat(dropped.guard()).isEqualTo("valid");
        assertThat(dropped.reason()).isEqualTo("vm9 vCPU 0: not 1: because; dropped by valid: there is no domain vm9");
        assertThat(dropped.sentMicros()).isNull();
        assertThat(dropped.answer()).isNull();
    }

    @Test
    void shadowAndDryRunTouchNothingAndAreRecorded() {
        run(
                2,
                7,
                new ActivePolicy("shadow", pinsAt(0, "1"), Role.SHADOW),
                new ActivePolicy("dry", pinsAt(0, "2"), Role.DRY_RUN));

        assertThat(host.actions).isEmpty();
        assertThat(rows.decisions)
                .filteredOn(row -> row.planned() != null)
                .hasSize(2)
                .allSatisfy(row -> {
                    assertThat(row.guarded()).isEqualTo(row.planned());
                    assertThat(row.sentMicros()).isNull();
                    assertThat(row.observed()).isNull();
                });
        assertThat(rows.decisions.get(0).role()).isEqualTo(Role.SHADOW);
        assertThat(rows.decisions.get(1).role()).isEqualTo(Role.DRY_RUN);
    }

    @Test
    void cpuAndMemoryPolicyActTogether() {
        run(1, 7, active(pinsAt(0, "1")), active(balloonsAt(0, 600)));

        assertThat(host.actions).containsExactly("pin vm1 1", "balloon vm1 " + 600 * MIB);
    }

    @Test
    void refusedActionIsAnsweredAndWaitsForNothing() {
        host.answer = "domain is not running";
        run(2, 7, active(balloonsAt(0, 600)), active(balloonsAt(1, 610)));

        assertThat(rows.decisionAt(0).answer()).isEqualTo("domain is not running");
        assertThat(rows.decisionAt(0).observed()).isNull();
        assertThat(rows.order).startsWith("sample 0", "decision 0");
        assertThat(host.actions).hasSize(2);
    }

    @Test
    void effectThatNeverComesIsRecordedWithWhatWasSeenLast() {
        host.stuck = true;
        run((int) DecisionLog.PATIENCE + 2, 7, active(balloonsAt(0, 600)));

        Decision decision = rows.decisionAt(0);
        assertThat(decision.observed()).isEqualTo(Value.ofKiB(512 * MIB));
        assertThat(decision.observedTick()).isEqualTo(DecisionLog.PATIENCE);
        assertThat(rows.order.indexOf("decision 0")).isLessThan(rows.order.indexOf("sample 11"));
    }

    @Test
    void runThatEndsBeforeTheEffectKeepsTheDecision() {
        run(1, 7, active(balloonsAt(0, 600)));

        assertThat(rows.decisionAt(0).answer()).isEqualTo("ok");
        assertThat(rows.decisionAt(0).observed()).isNull();
    }

    @Test
    void secondActionWaitsUntilTheFirstIsSeenAndReported() {
        Policy grows =
                seen -> Plan.of(List.of(new Balloon("vm1", (600 + seen.sample().tick()) * MIB, "because")));
        run(4, 7, active(grows));

        assertThat(host.actions).containsExactly("balloon vm1 " + 600 * MIB, "balloon vm1 " + 602 * MIB);
        assertThat(rows.decisionAt(1).guard()).isEqualTo("fresh");
        assertThat(rows.decisionAt(1).reason()).contains("has not reported since its balloon changed");
    }

    @Test
    void whatIsGivenIsNoLongerFreeAtTheSameTick() {
        List<Long> free = new ArrayList<>();
        Policy looks = seen -> {
            free.add(seen.freeKiB() / MIB);
            return Plan.NOTHING;
        };
        run(2, 7, active(balloonsAt(0, 612)), active(looks));

        assertThat(free).containsExactly(2048 - 612L, 2048 - 612L);
    }

    @Test
    void observationCarriesDemandLimitsAndFreeMemory() {
        List<Observation> seen = new ArrayList<>();
        run(2, 7, active(observation -> {
            seen.add(observation);
            return Plan.NOTHING;
        }));

        assertThat(seen.get(1).freeKiB()).isEqualTo((2048 - 512) * MIB);
        assertThat(seen.get(1).limits()).isEqualTo(Limits.RUBRIC);
        assertThat(seen.get(1).demand().vcpus()).hasSize(1);
    }

    @Test
    void offSwitchPausesAllActionsAndSaysWhy() {
        List<Long> ticks = new ArrayList<>();
        OffSwitch offAtOne = () -> ticks.size() == 2 ? "all actions are paused by /run/off" : null;
        Policy wants = seen -> {
            ticks.add(seen.sample().tick());
            return Plan.of(List.of(
                    new Pin("vm1", 0, CpuSet.of((int) seen.sample().tick()), "because"),
                    new Pin("vm9", 0, CpuSet.of(0), "because")));
        };
        run(3, settings(null, offAtOne), active(wants));

        assertThat(host.actions).containsExactly("pin vm1 0", "pin vm1 2");
        Decision paused = rows.decisionAt(1);
        assertThat(paused.guarded()).isNull();
        assertThat(paused.guard()).isEqualTo("off-switch");
        assertThat(paused.reason())
                .isEqualTo("vm1 vCPU 0: not 1: because; dropped by off-switch: all actions are paused by /run/off");
        assertThat(paused.answer()).isNull();
        assertThat(rows.events).isEmpty();
    }
}
