package io.equipoise.replay.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Policies;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyFailure;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.ShippedFactory;
import io.equipoise.traces.Decision;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemoryTrace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a policy that fails does to a replay: nothing. */
final class FailingPolicyTest {
    private static final long MIB = 1024;
    private static final ReplaySetup SETUP = new ReplaySetup("memory-x", 2, 3072 * MIB, null, 512 * MIB);

    private final MemoryTrace recorded = new Recording(2, 30)
            .memory(tick -> 90 + 10 * tick)
            .memory(tick -> 90)
            .trace();

    private static PolicyFactory factory(Policy policy) {
        return new ShippedFactory("bad", PolicyKind.MEMORY, "Fails.", () -> policy) {};
    }

    private static Stream<Arguments> failures() {
        return Stream.of(
                arguments((Policy) seen -> null, "the policy returned no plan"),
                arguments(
                        (Policy) seen -> {
                            throw new ArithmeticException("NaN");
                        },
                        "the policy failed: java.lang.ArithmeticException: NaN"),
                arguments(
                        (Policy) seen -> {
                            throw new PolicyFailure("it is dead");
                        },
                        "it is dead"),
                arguments(
                        (Policy) seen -> Plan.of(List.of(new Balloon("uuid-vm1", 8 * MIB, ""))),
                        "nothing in the plan made sense: dropped by valid: no guest can hold 8192 KiB"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void policyThatFailsStandsDownAndTheGuestsAreAsUnderNone(Policy policy, String failure) {
        MemoryTrace replayed = Replay.run(recorded, SETUP, factory(policy));

        assertThat(replayed.samples())
                .isEqualTo(Replay.run(recorded, SETUP, Policies.named(PolicyKind.MEMORY, "none"))
                        .samples());
        assertThat(replayed.header().policy()).isEqualTo("bad");
        assertThat(replayed.events())
                .filteredOn(event -> event.type() == EventType.POLICY_CHANGED)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.tick()).isEqualTo(2);
                    assertThat(event.detail())
                            .isEqualTo("bad stands down to none after 3 failures in a row, the last: " + failure);
                });
        assertThat(replayed.decisions()).extracting(Decision::policy).startsWith("bad", "bad", "bad", "none");
    }

    @Test
    void slowPolicyKeepsItsPlanBecauseNoClockIsRead() {
        long[] work = new long[1];
        MemoryTrace replayed = Replay.run(recorded, SETUP, factory(seen -> {
            for (int i = 0; i < 20_000_000; i++) {
                work[0] += i ^ work[0];
            }
            return Plan.of(List.of(new Balloon("uuid-vm1", 600 * MIB, "")));
        }));

        assertThat(replayed.events()).extracting(Event::type).doesNotContain(EventType.POLICY_CHANGED);
        assertThat(replayed.decisions()).extracting(Decision::durationNanos).containsOnlyNulls();
        assertThat(replayed.samples().get(3).domains().get(0).memory().currentKiB())
                .isEqualTo(600 * MIB);
    }
}
