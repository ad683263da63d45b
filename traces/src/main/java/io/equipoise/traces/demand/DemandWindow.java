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
    private List<Followed> domains = List.of();
    private VcpuCounters counters = new VcpuCounters(0);
    private VcpuId[] ids = {};
    private Map<VcpuId, Integer> positions = Map.of();
    private int now = -1;

    /** Takes the next sample and returns the demand as of it. */
    public Demand add(Sample sample) {
        now++;
        samples[now % SAMPLES] = withoutDomains(sample);
        Shares shares = shares(sample.domains());
        if (shares == null) {
            follow(sample.domains());
            shares = Objects.requireNonNull(shares(sample.domains()));
        }
        return new Demand(new DemandMap(positions, ids, shares), Demand.memory(sample));
    }

    /** Takes in the counters of domains; null once one is not the followed one. Those before it may be taken in again. */
    private @Nullable Shares shares(List<DomainSample> seen) {
        if (seen.size() != domains.size()) {
            return null;
        }
        Shares shares = new Shares(ids.length);
        counters.advance(now);
        Iterator<Followed> followed = domains.iterator();
        int position = 0;
        for (DomainSample domain : seen) {
            List<VcpuSample> vcpus = domain.vcpus();
            if (!followed.next().is(domain, vcpus)) {
                return null;
            }
            for (int v = 0; v < vcpus.size(); v++) {
                VcpuSample vcpu = vcpus.get(v);
                counters.see(position, vcpu, now);
                counters.share(position, samples, now, vcpu, shares);
                position++;
            }
        }
        return shares;
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

    /** Follows other domains or vCPUs from here on; mostly they are those of the sample before, in the same order. */
    private void follow(List<DomainSample> seen) {
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

    /** A domain from its start on, and the numbers of its vCPUs in the order of its samples. */
    private record Followed(String uuid, int id, int[] vcpus) {
        static Followed of(DomainSample domain) {
            return new Followed(
                    domain.uuid(),
                    domain.id(),
                    domain.vcpus().stream().mapToInt(VcpuSample::number).toArray());
        }

        boolean is(DomainSample domain, List<VcpuSample> shown) {
            boolean same = id == domain.id() && uuid.equals(domain.uuid()) && vcpus.length == shown.size();
            for (int v = 0; same && v < vcpus.length; v++) {
                same = vcpus[v] == shown.get(v).number();
            }
            return same;
        }
    }
}
