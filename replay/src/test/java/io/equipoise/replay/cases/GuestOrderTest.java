package io.equipoise.replay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuestOrderTest {
    private static final List<DomainSample> DOMAINS = List.of(vm("aos_vm10", 1), vm("aos_vm2", 3), vm("aos_vm1", 2));

    @Test
    void cpuCasesCountByDomainId() {
        assertThat(GuestOrder.of(PolicyKind.CPU, DOMAINS))
                .extracting(DomainSample::name)
                .containsExactly("aos_vm10", "aos_vm1", "aos_vm2");
    }

    @Test
    void memoryCasesCountByTheNumbersInsideNames() {
        assertThat(GuestOrder.of(PolicyKind.MEMORY, DOMAINS))
                .extracting(DomainSample::name)
                .containsExactly("aos_vm1", "aos_vm2", "aos_vm10");
    }

    @Test
    void namesThatDifferOnlyInZerosStillHaveAnOrder() {
        assertThat(GuestOrder.NATURAL.compare("vm01", "vm1")).isNegative();
        assertThat(GuestOrder.NATURAL.compare("vm1", "vm")).isPositive();
        assertThat(GuestOrder.NATURAL.compare("vm1", "vm1")).isZero();
    }

    private static DomainSample vm(String name, int id) {
        return new DomainSample(name, name, id, DomainState.RUNNING, null, null, null, List.of(), null, null);
    }
}
