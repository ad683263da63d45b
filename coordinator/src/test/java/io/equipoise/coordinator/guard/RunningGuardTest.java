package io.equipoise.coordinator.guard;

import static io.equipoise.coordinator.Samples.MIB;
import static io.equipoise.coordinator.Samples.sample;
import static io.equipoise.coordinator.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunningGuardTest {
    private static Ruling rule(DomainState state, String named) {
        DomainSample domain = new DomainSample("vm1", "vm1", 1, state, null, null, null, List.of(), null, null);
        Ruling asked = Ruling.unguarded(new Balloon(named, 512 * MIB, ""));
        return new RunningGuard()
                .limit(List.of(asked), seen(sample(0, 4, domain), 1000L))
                .get(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = DomainState.class,
            names = {"PAUSED", "SHUTTING_DOWN", "SHUT_OFF", "CRASHED", "SUSPENDED"})
    void domainThatDoesNotRunIsLeftAlone(DomainState state) {
        Ruling ruling = rule(state, "vm1");
        assertThat(ruling.left()).isNull();
        assertThat(ruling.guard()).isEqualTo("running");
        assertThat(ruling.clauses()).containsExactly("dropped by running: the domain does not run");
    }

    @ParameterizedTest
    @EnumSource(
            value = DomainState.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PAUSED", "SHUTTING_DOWN", "SHUT_OFF", "CRASHED", "SUSPENDED"})
    void othersPass(DomainState state) {
        assertThat(rule(state, "vm1").left()).isNotNull();
        assertThat(rule(DomainState.PAUSED, "vm2").left()).isNotNull();
    }
}
