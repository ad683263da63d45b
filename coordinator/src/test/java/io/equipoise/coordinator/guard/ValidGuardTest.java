package io.equipoise.coordinator.guard;

import static io.equipoise.coordinator.Samples.placed;
import static io.equipoise.coordinator.Samples.sample;
import static io.equipoise.coordinator.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Plan.Change;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ValidGuardTest {
    private final Sample sample = sample(0, 4, placed("vm1", 1, "0-3"));

    private List<Ruling> rule(Sample sample, Change... changes) {
        return new ValidGuard().limit(Stream.of(changes).map(Ruling::unguarded).toList(), seen(sample, 1000L));
    }

    private String dropped(Sample sample, Change change) {
        Ruling ruling = rule(sample, change).get(0);
        assertThat(ruling.left()).isNull();
        assertThat(ruling.guard()).isEqualTo("valid");
        return ruling.clauses().get(0);
    }

    private static Pin pin(String domain, int vcpu, String affinity) {
        return new Pin(domain, vcpu, CpuSet.parse(affinity), "");
    }

    @Test
    void soundChangesPass() {
        assertThat(rule(sample, pin("vm1", 0, "0-3"), new Balloon("vm1", 512 * 1024, "")))
                .allMatch(ruling -> ruling.left() == ruling.planned() && ruling.guard() == null);
    }

    @Test
    void unknownDomainIsDropped() {
        assertThat(dropped(sample, pin("vm2", 0, "1"))).isEqualTo("dropped by valid: there is no domain vm2");
        assertThat(dropped(sample, new Balloon("vm2", 512 * 1024, ""))).contains("no domain vm2");
    }

    @Test
    void unknownOrOfflineVcpuIsDropped() {
        assertThat(dropped(sample, pin("vm1", 1, "1"))).contains("the domain has no vCPU 1");
        VcpuSample offline = new VcpuSample(1, null, null, null, null, VcpuState.OFFLINE);
        DomainSample domain =
                new DomainSample("vm1", "vm1", 1, DomainState.RUNNING, null, null, null, List.of(offline), null, null);
        assertThat(dropped(sample(0, 4, domain), pin("vm1", 1, "1"))).contains("no vCPU 1");
    }

    @Test
    void emptyAffinityIsDropped() {
        assertThat(dropped(sample, pin("vm1", 0, ""))).contains("the affinity names no pCPU");
    }

    @Test
    void pcpuThatTheHostLacksIsDropped() {
        assertThat(dropped(sample, pin("vm1", 0, "3-4"))).contains("the host has pCPUs 0-3, not all of 3-4");
    }

    @Test
    void absurdBalloonsAreDropped() {
        for (long kib : new long[] {-1, 0, 8 * 1024, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(dropped(sample, new Balloon("vm1", kib, ""))).contains("no guest can hold " + kib + " KiB");
        }
    }

    @Test
    void secondChangeOfATargetIsDropped() {
        List<Ruling> rulings = rule(sample, pin("vm1", 0, "1"), pin("vm1", 0, "2"));
        assertThat(rulings.get(0).left()).isNotNull();
        assertThat(rulings.get(1).left()).isNull();
        assertThat(rulings.get(1).clauses()).containsExactly("dropped by valid: the plan names this target twice");
    }
}
