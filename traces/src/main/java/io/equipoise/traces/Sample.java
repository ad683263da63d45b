package io.equipoise.traces;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything seen at one tick. Counters are cumulative; what could not be read is null, never 0.
 *
 * @param tick schedule number; a number that is left out is a gap
 * @param utcMicros when the sample was asked, µs since the epoch; null where the source has no clock (imported logs)
 * @param monotonicNanos when it was asked on a clock that never runs backwards; only differences mean something
 * @param callNanos how long the reading took; null where nothing was called (replay, imported logs)
 * @param pcpus in ascending order of number; empty where the source shows none
 * @param domains in ascending order of domain id, the order in which libvirt lists them
 */
public record Sample(
        long tick,
        @Nullable Long utcMicros,
        long monotonicNanos,
        @Nullable Long callNanos,
        HostSample host,
        List<PcpuSample> pcpus,
        List<DomainSample> domains) {

    public Sample {
        pcpus = LazyList.copyOf(pcpus);
        domains = LazyList.copyOf(domains);
    }

    /** This very sample with whatever of it is lazy made now, as one must be that is kept beyond its tick. */
    public Sample made() {
        if (pcpus instanceof LazyList<PcpuSample> lazy) {
            lazy.make();
        }
        if (domains instanceof LazyList<DomainSample> lazy) {
            lazy.make();
        }
        return this;
    }

    /** The domain of this UUID, if it was known at this tick. */
    public Optional<DomainSample> domain(String uuid) {
        if (domains instanceof LazyList<DomainSample> lazy) {
            return Optional.ofNullable(lazy.find(uuid, DomainSample::uuid));
        }
        return domains.stream().filter(domain -> domain.uuid().equals(uuid)).findFirst();
    }
}
