package io.equipoise.coordinator.guard;

import static io.equipoise.coordinator.Samples.ballooned;
import static io.equipoise.coordinator.Samples.placed;
import static io.equipoise.coordinator.Samples.sample;
import static io.equipoise.coordinator.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Plan.Change;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoChangeGuardTest {
    private final Sample sample = sample(0, 4, placed("vm1", 1, "2"), ballooned("vm2", 512, 200));

    private Ruling rule(Change change) {
        return new NoChangeGuard()
                .limit(List.of(Ruling.unguarded(change)), seen(sample, 1000L))
                .get(0);
    }

    @Test
    void pinToTheSameAffinityIsNoAction() {
        Ruling ruling = rule(new Pin("vm1", 0, CpuSet.of(2), ""));
        assertThat(ruling.left()).isNull();
        assertThat(ruling.guard()).isEqualTo("no-change");
        assertThat(ruling.clauses()).containsExactly("dropped by no-change: it is so already");
    }

    @Test
    void balloonOfTheSameSizeIsNoAction() {
        assertThat(rule(new Balloon("vm2", 512 * 1024, "")).left()).isNull();
    }

    @Test
    void everythingElsePasses() {
        assertThat(rule(new Pin("vm1", 0, CpuSet.of(1), "")).left()).isNotNull();
        assertThat(rule(new Pin("vm1", 0, CpuSet.firstOf(3), "")).left()).isNotNull();
        assertThat(rule(new Balloon("vm2", 512 * 1024 + 1, "")).left()).isNotNull();
    }
}
