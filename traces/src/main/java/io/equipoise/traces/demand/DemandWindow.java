package io.equipoise.traces.demand;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest samples of a run, from which demand is estimated: counters that move in steps of 10 ms want several ticks.
 * What it tells is {@link Demand#of} of those samples; it follows the counters, so that a tick costs one look at each.
 */
public final class DemandWindow {
    /** Intervals that one estimate covers. */
    public static final int TICKS = 10;

    static final int SAMPLES = TICKS + 1;

    private final Sample[] samples = new Sample[SAMPLES];
    private List<DomainCounters> domains = List.of();
    private VcpuId[] ids = {};
    private Map<VcpuId, Integer> positions = Map.of();
    private int now = -1;

    /** Takes the next sample and returns the demand as of it. */
    public Demand add(Sample sample) {
        now++;
        samples[now % SAMPLES] = withoutDomains(sample);
        follow(sample.domains());
        VcpuDemand[] demands = new VcpuDemand[ids.length];
        int position = 0;
        for (int d = 0; d < domains.size(); d++) {
            List<VcpuSample> vcpus = sample.domains().get(d).vcpus();
            VcpuCounters[] counters = domains.get(d).vcpus;
            for (int v = 0; v < counters.length; v++) {
                counters[v].see(vcpus.get(v), now);
                demands[position++] = counters[v].demand(samples, now, vcpus.get(v));
            }
        }
        return new Demand(new DemandMap(positions, ids, demands), Demand.memory(sample));
    }

    private static Sample withoutDomains(Sample sample) {
        return new Sample(
                sample.tick(),
                sample.utcMicros(),
                sample.monotonicNanos(),
                null,
                sample.host(),
                sample.pcpus(),
                List.of());
    }

    /** Mostly the domains and vCPUs are those of the sample before, in the same order. */
    private void follow(List<DomainSample> seen) {
        boolean same = seen.size() == domains.size();
        for (int d = 0; same && d < seen.size(); d++) {
            same = domains.get(d).fits(seen.get(d));
        }
        if (same) {
            return;
        }
        Map<String, DomainCounters> known = new HashMap<>();
        domains.forEach(domain -> known.put(domain.uuid, domain));
        domains = seen.stream()
                .map(domain -> DomainCounters.of(domain, known.get(domain.uuid())))
                .toList();
        List<VcpuId> order = new ArrayList<>();
        domains.forEach(domain -> {
            for (VcpuCounters vcpu : domain.vcpus) {
                order.add(vcpu.id);
            }
        });
        ids = order.toArray(VcpuId[]::new);
        positions = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            positions.put(ids[i], i);
        }
    }

    /** A domain from its start on, and its vCPUs in the order of its samples. */
    private static final class DomainCounters {
        private final String uuid;
        private final int id;
        private final VcpuCounters[] vcpus;

        private DomainCounters(DomainSample domain, VcpuCounters[] vcpus) {
            this.uuid = domain.uuid();
            this.id = domain.id();
            this.vcpus = vcpus;
        }

        /** Those of a domain; counters go on from those of the sample before, unless it started anew. */
        static DomainCounters of(DomainSample domain, @Nullable DomainCounters before) {
            if (before != null && before.fits(domain)) {
                return before;
            }
            Map<Integer, VcpuCounters> known = new HashMap<>();
            if (before != null && before.id == domain.id()) {
                for (VcpuCounters vcpu : before.vcpus) {
                    known.put(vcpu.id.number(), vcpu);
                }
            }
            VcpuCounters[] counters = domain.vcpus().stream()
                    .map(vcpu -> known.getOrDefault(
                            vcpu.number(), new VcpuCounters(new VcpuId(domain.uuid(), vcpu.number()))))
                    .toArray(VcpuCounters[]::new);
            return new DomainCounters(domain, counters);
        }

        boolean fits(DomainSample domain) {
            boolean same = id == domain.id()
                    && uuid.equals(domain.uuid())
                    && vcpus.length == domain.vcpus().size();
            for (int v = 0; same && v < vcpus.length; v++) {
                same = vcpus[v].id.number() == domain.vcpus().get(v).number();
            }
            return same;
        }
    }
}
