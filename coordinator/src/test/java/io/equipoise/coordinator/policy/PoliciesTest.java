package io.equipoise.coordinator.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoliciesTest {

    private static List<String> names(PolicyKind kind) {
        return Policies.of(kind).stream().map(PolicyFactory::name).toList();
    }

    @Test
    void listingIsByKindWithBoundsLast() {
        assertThat(Policies.all()).extracting(PolicyFactory::kind).isSorted();
        assertThat(names(PolicyKind.CPU))
                .containsExactly(
                        "none",
                        "round-robin",
                        "best-fit-mean",
                        "move-busiest",
                        "lpt",
                        "min-cost-flow",
                        "steady",
                        "free");
        assertThat(names(PolicyKind.MEMORY))
                .containsExactly("none", "fixed-step", "proportional", "mom", "proxmox", "esx", "headroom", "maximum");
    }

    @Test
    void onlyFreeAndMaximumAreBounds() {
        assertThat(Policies.all())
                .filteredOn(PolicyFactory::bound)
                .extracting(PolicyFactory::name)
                .containsExactly("free", "maximum");
    }

    @Test
    void everyRunHasAnInstanceOfItsOwn() {
        assertThat(Policies.all()).allSatisfy(policy -> {
            assertThat(policy.create()).isNotSameAs(policy.create());
            assertThat(policy.summary()).endsWith(".");
        });
    }

    @Test
    void policyIsFoundByKindAndName() {
        assertThat(Policies.named(PolicyKind.MEMORY, "none").kind()).isEqualTo(PolicyKind.MEMORY);
    }

    @Test
    void unknownNameListsThoseOfItsKind() {
        assertThatThrownBy(() -> Policies.named(PolicyKind.CPU, "headroom"))
                .isInstanceOf(InputException.class)
                .hasMessage("no cpu policy is called 'headroom'; there are: none, round-robin, best-fit-mean,"
                        + " move-busiest, lpt, min-cost-flow, steady, free");
    }
}
