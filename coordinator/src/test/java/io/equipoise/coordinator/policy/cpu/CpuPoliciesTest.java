package io.equipoise.coordinator.policy.cpu;

import static io.equipoise.coordinator.Samples.demanding;
import static io.equipoise.coordinator.Samples.placed;
import static io.equipoise.coordinator.Samples.sample;
import static io.equipoise.coordinator.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The baselines and the bound; ours has its own test. */
class CpuPoliciesTest {

    /** Each pin as {@code domain.vcpu=affinity}. */
    private static List<String> pins(Plan plan) {
        return plan.changes().stream()
                .map(Pin.class::cast)
                .map(pin -> pin.domain() + "." + pin.vcpu() + "=" + pin.affinity())
                .toList();
    }

    @Test
    void roundRobinCountsInDomainIdOrder() {
        Sample sample = sample(0, 2, placed("vm1", 1, "0"), placed("vm8", 2, "0", "0"), placed("vm4", 3, "0"));
        assertThat(pins(new RoundRobinPolicy().decide(seen(sample, null))))
                .containsExactly("vm1.0=0", "vm8.0=1", "vm8.1=0", "vm4.0=1");
    }

    @Test
    void roundRobinPinsAgainOnlyWhenTheVcpusChange() {
        RoundRobinPolicy policy = new RoundRobinPolicy();
        Sample two = sample(0, 2, placed("vm1", 1, "0-1"), placed("vm2", 2, "0-1"));
        assertThat(policy.decide(seen(two, null)).changes()).hasSize(2);
        assertThat(policy.decide(seen(two, null)).changes()).isEmpty();
        Sample three = sample(1, 2, placed("vm1", 1, "0-1"), placed("vm2", 2, "0-1"), placed("vm3", 3, "0-1"));
        assertThat(pins(policy.decide(seen(three, null)))).containsExactly("vm1.0=0", "vm2.0=1", "vm3.0=0");
    }

    @Test
    void domainThatDoesNotRunIsNotPlaced() {
        DomainSample off = placed("vm1", 1, "0-1");
        off = new DomainSample("vm1", "vm1", 1, DomainState.SHUT_OFF, null, null, null, off.vcpus(), null, null);
        Sample sample = sample(0, 2, off, placed("vm2", 2, "0-1"));
        assertThat(pins(new RoundRobinPolicy().decide(seen(sample, null)))).containsExactly("vm2.0=0");
    }

    @Test
    void freeLetsEveryVcpuRunEverywhere() {
        Sample sample = sample(0, 4, placed("vm1", 1, "2"), placed("vm2", 2, "0-3"));
        assertThat(pins(new FreePolicy().decide(seen(sample, null)))).containsExactly("vm1.0=0-3");
    }

    @Test
    void lptPlacesByDemandAndFollowsEveryChangeOfIt() {
        Sample sample = sample(0, 2, placed("vm1", 1, "0"), placed("vm2", 2, "0"), placed("vm3", 3, "1"));
        LptPolicy policy = new LptPolicy();
        assertThat(pins(policy.decide(demanding(sample, 0.5, 0.3, 0.2)))).containsExactly("vm2.0=1");
        assertThat(pins(policy.decide(demanding(sample, 0.29, 0.3, 0.2)))).containsExactly("vm1.0=1");
    }

    @Test
    void lptWaitsUntilEveryDemandIsKnown() {
        Sample sample = sample(0, 2, placed("vm1", 1, "0"), placed("vm2", 2, "0"));
        assertThat(new LptPolicy().decide(seen(sample, null)).changes()).isEmpty();
    }
}
