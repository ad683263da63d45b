package io.equipoise.coordinator.policy.memory;

import static io.equipoise.coordinator.Samples.MIB;
import static io.equipoise.coordinator.Samples.ballooned;
import static io.equipoise.coordinator.Samples.sample;
import static io.equipoise.coordinator.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.traces.DomainSample;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The baselines and the bound; ours has its own test. */
class MemoryPoliciesTest {

    /** Each balloon as {@code domain=MiB}. */
    private static List<String> balloons(Policy policy, DomainSample... guests) {
        return policy.decide(seen(sample(0, 4, guests), 1000L)).changes().stream()
                .map(Balloon.class::cast)
                .map(balloon -> balloon.domain() + "=" + balloon.kib() / MIB)
                .toList();
    }

    @Test
    void fixedStepGivesToWhoHasLittleAndTakesFromWhoHasPlenty() {
        assertThat(balloons(
                        new FixedStepPolicy(),
                        ballooned("poor", 512, 99),
                        ballooned("content", 512, 100),
                        ballooned("well", 512, 250),
                        ballooned("rich", 512, 251)))
                .containsExactly("poor=544", "rich=480");
    }

    @Test
    void proportionalGoesToTheMiddleOfItsBand() {
        assertThat(balloons(
                        new ProportionalPolicy(),
                        ballooned("poor", 500, 50),
                        ballooned("content", 500, 125),
                        ballooned("rich", 500, 200)))
                .containsExactly("poor=600", "rich=400");
    }

    @Test
    void proportionalAsksForNoMoreThanTheMaximum() {
        assertThat(balloons(new ProportionalPolicy(), ballooned("vm1", 2000, 10)))
                .containsExactly("vm1=2048");
    }

    @Test
    void maximumIsAskedForEveryGuest() {
        assertThat(balloons(new MaximumPolicy(), ballooned("vm1", 512, 10), ballooned("vm2", 2048, 900)))
                .containsExactly("vm1=2048");
    }

    @Test
    void guestThatReportsNothingIsLeftAlone() {
        DomainSample silent = ballooned("vm1", 512, null, 2048, 0L);
        for (Policy policy :
                List.of(new FixedStepPolicy(), new ProportionalPolicy(), new MaximumPolicy(), new HeadroomPolicy())) {
            assertThat(balloons(policy, silent)).isEmpty();
        }
    }
}
