package io.equipoise.coordinator.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.equipoise.coordinator.host.OffSwitch;
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
import io.equipoise.traces.DomainState;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a policy may do to the loop: anything but end it. */
class PolicyFailuresTest extends LoopFixture {
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
                        "the policy failed: io.equipoise.coordinator.loop.PolicyFailuresTest$1"),
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
}
