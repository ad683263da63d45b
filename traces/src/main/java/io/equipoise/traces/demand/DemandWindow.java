package io.equipoise.traces.demand;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The newest samples of a run, from which demand is estimated: counters that move in steps of 10 ms want several ticks.
 * What it tells is {@link Demand#of} of those samples; it follows the counters, so that a tick costs one look at each.
 */
public final class DemandWindow {
    /** Intervals that one estimate covers. */
    public static final int TICKS = 10;

    static final int SAMPLES = TICKS + 1;

    private final Sample[] samples = new Sample[SAMPLES];
    private List<Followed> domains = List.of();
    private VcpuCounters counters = new VcpuCounters(0);
    private VcpuId[] ids = {};
    private Map<VcpuId, Integer> positions = Map.of();
    private int now = -1;

    /** Takes the next sample and returns the demand as of it. */
    public Demand add(Sample sample) {
        now++;
        samples[now % SAMPLES] = withoutDomains(sample);
        follow(sample.domains());
        Shares shares = new Shares(ids.length);
        int position = 0;
        for (DomainSample domain : sample.domains()) {
            List<VcpuSample> vcpus = domain.vcpus();
            for (int v = 0; v < vcpus.size(); v++) {
                VcpuSample vcpu = vcpus.get(v);
                counters.see(position, vcpu, now);
                counters.share(position, samples, now, vcpu, shares);
                position++;
            }
        }
        return new Demand(new DemandMap(positions, ids, shares), Demand.memory(sample));
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
        if (isFollowed(seen)) {
            return;
        }
        Map<VcpuId, Integer> knownPositions = positions;
        VcpuCounters known = counters;
        Map<String, Integer> knownIds = new HashMap<>();
        domains.forEach(domain -> knownIds.put(domain.uuid, domain.id));
        domains = seen.stream().map(Followed::of).toList();
        ids = seen.stream()
                .flatMap(domain -> domain.vcpus().stream().map(vcpu -> new VcpuId(domain.uuid(), vcpu.number())))
                .toArray(VcpuId[]::new);
        positions = new HashMap<>();
        counters = new VcpuCounters(ids.length);
        int i = 0;
        for (DomainSample domain : seen) {
            boolean started = !Objects.equals(knownIds.get(domain.uuid()), domain.id());
            for (int v = 0; v < domain.vcpus().size(); v++, i++) {
                Integer before = started ? null : knownPositions.get(ids[i]);
                if (before != null) {
                    counters.copy(i, known, before);
                }
                positions.put(ids[i], i);
            }
        }
    }

    private boolean isFollowed(List<DomainSample> seen) {
        if (seen.size() != domains.size()) {
            return false;
        }
        Iterator<Followed> followed = domains.iterator();
        for (DomainSample domain : seen) {
            if (!followed.next().is(domain)) {
                return false;
            }
        }
        return true;
    }

    /** A domain from its start on, and the numbers of its vCPUs in the order of its samples. */
    private record Followed(String uuid, int id, int[] vcpus) {
        static Followed of(DomainSample domain) {
            return new Followed(
                    domain.uuid(),
                    domain.id(),
                    domain.vcpus().stream().mapToInt(VcpuSample::number).toArray());
        }

        boolean is(DomainSample domain) {
            boolean same = id == domain.id()
                    && uuid.equals(domain.uuid())
                    && vcpus.length == domain.vcpus().size();
            for (int v = 0; same && v < vcpus.length; v++) {
                same = vcpus[v] == domain.vcpus().get(v).number();
            }
            return same;
        }
    }
}
