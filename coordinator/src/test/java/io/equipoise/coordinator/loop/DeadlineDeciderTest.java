package io.equipoise.coordinator.loop;

import static io.equipoise.coordinator.Samples.sample;
import static io.equipoise.coordinator.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.traces.Decision.Role;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeadlineDeciderTest {
    private static DeadlineDecider decider(Policy policy, long millis) {
        return new DeadlineDecider(new ActivePolicy("test", policy, Role.ACTIVE), Duration.ofMillis(millis));
    }

    private static Observation at(long tick) {
        return seen(sample(tick, 4), null);
    }

    /** Asks until the policy is done with what it was late for, and in time. */
    private static Outcome firstPlan(DeadlineDecider decider, long tick) {
        Outcome outcome = decider.decide(at(tick));
        while (outcome.error() != null) {
            outcome = decider.decide(at(tick));
        }
        return outcome;
    }

    @Test
    void planInTimeIsThePlan() {
        try (DeadlineDecider decider = decider(seen -> Plan.NOTHING, 60_000)) {
            assertThat(decider.decide(at(0))).isEqualTo(Outcome.of(Plan.NOTHING));
        }
    }

    @Test
    void latePlanIsDroppedAndThePolicyNotAskedAgainBeforeItIsDone() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicReference<String> asked = new AtomicReference<>("");
        Policy slow = seen -> {
            asked.accumulateAndGet(seen.sample().tick() + " ", String::concat);
            if (seen.sample().tick() == 0) {
                waitFor(release);
            }
            return Plan.NOTHING;
        };
        try (DeadlineDecider decider = decider(slow, 300)) {
            assertThat(decider.decide(at(0)).error()).isEqualTo("the policy made no plan within 300 ms");
            assertThat(decider.decide(at(1)).error()).isEqualTo("the policy still decides about tick 0");
            release.countDown();
            assertThat(firstPlan(decider, 2).error()).isNull();
        }
        assertThat(asked.get()).startsWith("0 2 ");
    }

    @Test
    void policyThatWaitsForSomethingIsInterrupted() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        Policy waits = seen -> {
            if (seen.sample().tick() == 0) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            }
            return Plan.NOTHING;
        };
        try (DeadlineDecider decider = decider(waits, 300)) {
            assertThat(decider.decide(at(0)).error()).contains("no plan within 300 ms");
            interrupted.await();
            assertThat(firstPlan(decider, 1).error()).isNull();
        }
    }

    private static void waitFor(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // It heeds no interrupt.
            }
        }
    }
}
