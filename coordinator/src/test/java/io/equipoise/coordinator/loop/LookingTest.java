package io.equipoise.coordinator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.CountingTicker;
import io.equipoise.coordinator.host.Host;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.NonePolicy;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.Decision;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.LazyList;
import io.equipoise.traces.MemoryBudget;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceSink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Samples that are made only if somebody looks at them. */
final class LookingTest {
    private static final int TICKS = 12;

    private int made;

    @Test
    void nobodyLooksForNone() {
        run(new NonePolicy());

        assertThat(made).isZero();
    }

    @Test
    void aPolicyThatLooksSeesEverySampleOnce() {
        List<Integer> seen = new ArrayList<>();
        run(observation -> {
            seen.add(observation.sample().domains().size());
            return Plan.NOTHING;
        });

        assertThat(seen).hasSize(TICKS).containsOnly(1);
        assertThat(made).isEqualTo(TICKS);
    }

    @Test
    void oneThatStandsDownLooksNoMore() {
        run(observation -> {
            throw new IllegalStateException("broken");
        });

        assertThat(made).isEqualTo(LoopSettings.FAILURES_ALLOWED);
    }

    private void run(Policy policy) {
        ActivePolicy active = new ActivePolicy("test", policy, Decision.Role.ACTIVE);
        LoopSettings settings = LoopSettings.replay(Limits.RUBRIC, MemoryBudget.NONE);
        try (ControlLoop loop = new ControlLoop(
                new LazyHost(), new CountingTicker(TICKS, 0), List.of(active), settings, TraceSink.NONE)) {
            loop.run();
        }
    }

    private final class LazyHost implements Host {
        @Override
        public Sample observe(long tick) {
            LazyList<DomainSample> domains = new LazyList<>(() -> {
                made++;
                return List.of(
                        new DomainSample("a", "vm", 1, DomainState.RUNNING, null, null, null, List.of(), null, null));
            });
            return new Sample(tick, null, tick, null, HostSample.UNKNOWN, List.of(), domains);
        }

        @Override
        public String pin(String domain, int vcpu, CpuSet affinity) {
            return "ok";
        }

        @Override
        public String balloon(String domain, long kib) {
            return "ok";
        }
    }
}
