package io.equipoise.replay.run;

import io.equipoise.coordinator.host.Host;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Sample;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A host that is made of a recorded demand and the CPU and memory models. Affinities hold from the interval after they are
 * set; balloons move there at their rate.
 */
final class ModelHost implements Host {
    private final RecordedDemand recorded;
    private final ModelVcpus vcpus;
    private final ModelMemory memory;
    private final Map<String, DomainSample> answered = new HashMap<>();
    private int at = -1;

    ModelHost(RecordedDemand recorded, ReplaySetup setup, @Nullable Long budgetKiB) {
        this.recorded = recorded;
        this.vcpus = new ModelVcpus(recorded, setup);
        this.memory = new ModelMemory(recorded, setup, budgetKiB);
    }

    /** Lives on to the recorded tick of this number, which must be the next. */
    @Override
    public Sample observe(long tick) {
        at++;
        Sample seen = recorded.samples().get(at);
        if (seen.tick() != tick) {
            throw new IllegalStateException("tick " + tick + " was asked for, the next one is " + seen.tick());
        }
        if (at > 0) {
            vcpus.advance(at);
        }
        memory.advance(at);
        return new Sample(
                tick,
                seen.utcMicros(),
                seen.monotonicNanos(),
                null,
                memory.host(seen.host()),
                vcpus.pcpuSamples(),
                seen.domains().stream().map(this::domain).toList());
    }

    /** A domain that did not answer while it was recorded looks as it did when it last answered. */
    private DomainSample domain(DomainSample now) {
        DomainSample before = answered.get(now.uuid());
        DomainSample seen = now.missing() != null && before != null && before.id() == now.id() ? before : now;
        answered.put(seen.uuid(), seen);
        return new DomainSample(
                seen.uuid(),
                seen.name(),
                seen.id(),
                seen.state(),
                vcpus.domainNanos(seen),
                seen.maximumKiB(),
                seen.cpuShares(),
                vcpus.vcpuSamples(seen),
                memory.sample(seen),
                null);
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
