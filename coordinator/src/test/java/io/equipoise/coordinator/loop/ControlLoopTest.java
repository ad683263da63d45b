package io.equipoise.coordinator.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.equipoise.coordinator.CountingTicker;
import io.equipoise.coordinator.FakeHost;
import io.equipoise.coordinator.host.OffSwitch;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Plan.Change;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyFailure;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.Decision;
import io.equipoise.traces.Decision.Role;
import io.equipoise.traces.Decision.Value;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.MemoryBudget;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ControlLoopTest {
    private static final long MIB = 1024;

    private final FakeHost host = new FakeHost(4).with("vm1", 512 * MIB, tick -> 200 * MIB);
    private final Rows rows = new Rows();

    private void run(int ticks, LoopSettings settings, ActivePolicy... policies) {
        new ControlLoop(host, new CountingTicker(ticks, 7), List.of(policies), settings, rows).run();
    }

    private static LoopSettings settings(Duration deadline, OffSwitch offSwitch) {
        return new LoopSettings(Limits.RUBRIC, new MemoryBudget(2048 * MIB), deadline, 3, offSwitch);
    }

    private void run(int ticks, long nanosALook, ActivePolicy... policies) {
        new ControlLoop(
                        host,
                        new CountingTicker(ticks, nanosALook),
                        List.of(policies),
                        LoopSettings.replay(Limits.RUBRIC, new MemoryBudget(2048 * MIB)),
                        rows)
                .run();
    }

    private static ActivePolicy active(Policy policy) {
        return new ActivePolicy("test", policy, Role.ACTIVE);
    }

    private static Policy pinsAt(long tick, String affinity) {
        return seen -> seen.sample().tick() == tick
                ? Plan.of(List.of(new Pin("vm1", 0, CpuSet.parse(affinity), "because")))
                : Plan.NOTHING;
    }

    private static Policy balloonsAt(long tick, long mib) {
        return seen -> seen.sample().tick() == tick
                ? Plan.of(List.of(new Balloon("vm1", mib * MIB, "because")))
                : Plan.NOTHING;
    }

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
    void policyThatThrowsLosesItsPlanAndTheLoopGoesOn() {
        run(
                3,
                7,
                active(seen -> {
                    if (seen.sample().tick() == 1) {
                        throw new IllegalStateException("lost its mind");
                    }
                    return Plan.NOTHING;
                }),
                active(pinsAt(1, "3")));

        assertThat(rows.decisions.stream().filter(row -> row.error() != null))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.tick()).isEqualTo(1);
                    assertThat(row.error()).contains("lost its mind");
                    assertThat(row.durationNanos()).isEqualTo(7);
                });
        assertThat(host.actions).containsExactly("pin vm1 3");
        assertThat(rows.samples).hasSize(3);
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

    /** What must not end a run, and what the decision then says. */
    private static Stream<Arguments> failures() {
        return Stream.of(
                arguments((Policy) seen -> null, "the policy returned no plan"),
                arguments(
                        (Policy) seen -> {
                            throw new IllegalStateException("lost its mind");
                        },
                        "the policy failed: java.lang.IllegalStateException: lost its mind"),
                arguments(
                        (Policy) seen -> {
                            throw new PolicyFailure("the program ended with status 1");
                        },
                        "the program ended with status 1"),
                arguments(
                        (Policy) seen -> {
                            throw new OutOfMemoryError("too greedy");
                        },
                        "the policy failed: java.lang.OutOfMemoryError: too greedy"),
                arguments((Policy) seen -> recurse(seen, 0), "the policy failed: java.lang.StackOverflowError"),
                arguments(
                        (Policy) seen -> {
                            throw new IllegalStateException() {
                                @Override
                                public String getMessage() {
                                    throw new IllegalStateException("worse");
                                }
                            };
                        },
                        "the policy failed: io.equipoise.coordinator.loop.ControlLoopTest$1"),
                arguments(
                        (Policy) seen -> Plan.of(List.of(new Balloon(null, 1, "because"))),
                        "the policy failed: java.lang.NullPointerException: domain"),
                arguments(
                        (Policy) seen -> Plan.of(Collections.nCopies(3, new Balloon("vm1", 600 * MIB, ""))),
                        "the plan has 3 changes for 2 targets"));
    }

    private static Plan recurse(Observation seen, int depth) {
        return depth < 0 ? Plan.NOTHING : recurse(seen, depth + 1);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whateverAPolicyDoesTheLoopGoesOn(Policy policy, String error) {
        for (Duration deadline : new Duration[] {null, Duration.ofMinutes(1)}) {
            rows.clear();
            run(2, settings(deadline, OffSwitch.NONE), active(policy), active(pinsAt(1, "3")));

            assertThat(rows.samples).hasSize(2);
            assertThat(rows.decisionAt(0).error()).isEqualTo(error);
            assertThat(host.affinity("vm1")).isEqualTo(CpuSet.of(3));
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void policyThatFailsTooOftenInARowStandsDown(Policy policy, String error) {
        Closing closing = new Closing(policy);
        run(5, 7, new ActivePolicy("test", closing, Role.SHADOW));

        assertThat(rows.events).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.POLICY_CHANGED);
            assertThat(event.tick()).isEqualTo(2);
            assertThat(event.utcMicros()).isEqualTo(3_000_000);
            assertThat(event.detail())
                    .isEqualTo("test stands down to none after 3 failures in a row, the last: " + error);
        });
        assertThat(rows.decisions).extracting(Decision::policy).containsExactly("test", "test", "test", "none", "none");
        assertThat(rows.decisions).extracting(Decision::role).containsOnly(Role.SHADOW);
        assertThat(closing.asked).isEqualTo(3);
        assertThat(closing.closed).isEqualTo(1);
    }

    @Test
    void successInBetweenStartsTheCountAnew() {
        run(9, 7, active(seen -> {
            if (seen.sample().tick() % 3 != 2) {
                throw new IllegalStateException("two of three");
            }
            return Plan.NOTHING;
        }));

        assertThat(rows.events).isEmpty();
    }

    /** Plans that name only what is not there or makes no sense. */
    private static Stream<Change> nonsense() {
        return Stream.of(
                new Pin("vm9", 0, CpuSet.of(1), ""),
                new Pin("vm1", 7, CpuSet.of(1), ""),
                new Pin("vm1", 0, CpuSet.parse(""), ""),
                new Pin("vm1", 0, CpuSet.of(4), ""),
                new Balloon("vm1", 8 * MIB, ""),
                new Balloon("vm1", -1, ""),
                new Balloon("vm1", Long.MAX_VALUE, ""));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void policyThatPlansOnlyNonsenseStandsDown(Change change) {
        run(4, 7, active(seen -> Plan.of(List.of(change))));

        assertThat(host.actions).isEmpty();
        assertThat(rows.decisionAt(0).guard()).isEqualTo("valid");
        assertThat(rows.events)
                .singleElement()
                .satisfies(event -> assertThat(event.detail())
                        .contains("the last: nothing in the plan made sense: dropped by valid: "));
        assertThat(rows.decisionAt(3).policy()).isEqualTo("none");
    }

    @Test
    void planForADomainThatDoesNotRunIsNoFailure() {
        host.state = DomainState.PAUSED;
        run(5, 7, active(seen -> Plan.of(List.of(new Pin("vm1", 0, CpuSet.of(1), "")))));

        assertThat(host.actions).isEmpty();
        assertThat(rows.decisionAt(4).guard()).isEqualTo("running");
        assertThat(rows.events).isEmpty();
    }

    @Test
    void policyThatNeverReturnsStandsDownAndTheRunEnds() {
        CountDownLatch never = new CountDownLatch(1);
        run(5, settings(Duration.ofMillis(20), OffSwitch.NONE), active(seen -> {
            awaitUninterruptibly(never);
            return Plan.NOTHING;
        }));

        assertThat(rows.samples).hasSize(5);
        assertThat(rows.events).extracting(Event::tick).containsExactly(2L);
        never.countDown();
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

    @Test
    void policiesAreClosedOnceAtTheEnd() {
        Closing closing = new Closing(seen -> Plan.NOTHING);
        Closing failing = new Closing(seen -> Plan.NOTHING) {
            @Override
            public void close() {
                super.close();
                throw new IllegalStateException("stuck door");
            }
        };
        run(2, 7, active(failing), active(closing));

        assertThat(closing.closed).isEqualTo(1);
        assertThat(failing.closed).isEqualTo(1);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean waiting = true;
        while (waiting) {
            try {
                latch.await();
                waiting = false;
            } catch (InterruptedException e) {
                // It does not care.
            }
        }
    }

    /** Counts what is done to it. */
    private static class Closing implements Policy {
        private final Policy inner;
        private int asked;
        int closed;

        Closing(Policy inner) {
            this.inner = inner;
        }

        @Override
        public Plan decide(Observation seen) {
            asked++;
            return inner.decide(seen);
        }

        @Override
        public void close() {
            closed++;
        }
    }

    /** Keeps rows in the order in which they come. */
    private static final class Rows implements TraceSink {
        private final List<Sample> samples = new ArrayList<>();
        private final List<Decision> decisions = new ArrayList<>();
        private final List<Event> events = new ArrayList<>();
        private final List<String> order = new ArrayList<>();

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
