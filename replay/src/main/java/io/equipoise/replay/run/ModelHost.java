package io.equipoise.replay.run;

import io.equipoise.coordinator.host.Host;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.LazyList;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A host that is made of a recorded demand and the CPU and memory models. Affinities hold from the interval after they are
 * set; balloons move there at their rate. What a sample shows is made when it is looked at, which must be before the next.
 */
final class ModelHost implements Host {
    private final ModelVcpus vcpus;
    private final ModelMemory memory;
    private @Nullable Stretch stretch;
    private int next;
    private long lastNanos;
    private long observed;

    /** A host at the beginning of a trace that is held whole. */
    ModelHost(RecordedDemand recorded, ReplaySetup setup, @Nullable Long budgetKiB) {
        this(recorded.survey(), setup, budgetKiB);
        enter(recorded.stretch());
    }

    /** A host that enters the first stretch of a trace next. */
    ModelHost(Survey survey, ReplaySetup setup, @Nullable Long budgetKiB) {
        this.vcpus = new ModelVcpus(survey.roster(), setup);
        this.memory = new ModelMemory(survey, setup, budgetKiB);
        this.lastNanos = survey.first().monotonicNanos();
    }

    /** Goes on with the next stretch of the trace. */
    void enter(Stretch following) {
        stretch = following;
        next = 0;
    }

    /** Lives on to the recorded tick of this number, which must be the next. */
    @Override
    public Sample observe(long tick) {
        Stretch recorded = Objects.requireNonNull(stretch, "no stretch was entered");
        int at = next++;
        observed++;
        Sample seen = recorded.samples().get(at);
        if (seen.tick() != tick) {
            throw new IllegalStateException("tick " + tick + " was asked for, the next one is " + seen.tick());
        }
        long elapsed = seen.monotonicNanos() - lastNanos;
        lastNanos = seen.monotonicNanos();
        vcpus.advance(recorded, at, elapsed);
        memory.advance(recorded, at, elapsed);
        List<DomainSample> shown = recorded.shown().get(at);
        int[] order = recorded.order()[at];
        return new Sample(
                tick,
                seen.utcMicros(),
                seen.monotonicNanos(),
                null,
                memory.host(seen.host()),
                new LazyList<>(ofNow(tick, vcpus::pcpuSamples)),
                new LazyList<>(ofNow(tick, () -> domains(shown, order))));
    }

    private <T> Supplier<List<T>> ofNow(long tick, Supplier<List<T>> maker) {
        long then = observed;
        return () -> {
            if (then != observed) {
                throw new IllegalStateException("the sample of tick " + tick + " is looked at first when it is over");
            }
            return maker.get();
        };
    }

    private List<DomainSample> domains(List<DomainSample> shown, int[] order) {
        DomainSample[] domains = new DomainSample[order.length];
        for (int k = 0; k < order.length; k++) {
            DomainSample seen = shown.get(k);
            List<VcpuSample> own = vcpus.vcpuSamples(order[k], seen);
            domains[k] = new DomainSample(
                    seen.uuid(),
                    seen.name(),
                    seen.id(),
                    seen.state(),
                    ModelVcpus.ran(own),
                    seen.maximumKiB(),
                    seen.cpuShares(),
                    own,
                    memory.sample(order[k], seen),
                    null);
        }
        return List.of(domains);
    }

    @Override
    public String pin(String domain, int vcpu, CpuSet affinity) {
        return vcpus.pin(domain, vcpu, affinity);
    }

    @Override
    public String balloon(String domain, long kib) {
        return memory.balloon(domain, kib);
    }

    /** A recorded affinity by position on this host. */
    CpuSet onThisHost(CpuSet affinity) {
        return vcpus.onThisHost(affinity);
    }
}
