package io.equipoise.replay.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.coordinator.policy.PolicyCatalogue;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.traces.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyChoiceTest {
    @Test
    void aNameStandsForThePolicyOfEachKind() {
        PolicyChoice choice = PolicyChoice.named(PolicyCatalogue.shipped(), List.of("round-robin", "none"));

        assertThat(choice.of(PolicyKind.CPU)).extracting(PolicyFactory::name).containsExactly("round-robin", "none");
        assertThat(choice.of(PolicyKind.MEMORY)).extracting(PolicyFactory::name).containsExactly("none");
        assertThat(choice.has("none")).isTrue();
        assertThat(choice.has("lpt")).isFalse();
    }

    @Test
    void anUnknownNameListsThoseThatExist() {
        assertThatThrownBy(() -> PolicyChoice.named(PolicyCatalogue.shipped(), List.of("none", "clever")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("'clever'")
                .hasMessageContaining("round-robin")
                .hasMessageContaining("fixed-step");
    }

    @Test
    void aNameGivenTwiceCountsOnce() {
        assertThat(PolicyChoice.named(PolicyCatalogue.shipped(), List.of("lpt", "lpt"))
                        .policies())
                .hasSize(1);
    }
}
