package io.equipoise.traces;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A domain at a tick. A domain that is known but did not answer has nulls and the reason in {@code missing}.
 *
 * @param id libvirt's domain id: it orders the domains and changes with every start
 * @param cpuTimeNanos cumulative CPU time of the whole domain, emulator included
 * @param maximumKiB the most its balloon may hold
 * @param cpuShares its cgroup weight; null where unknown, which counts as equal
 * @param vcpus in ascending order of number
 * @param memory null where nothing of it was read
 * @param missing why values are null; null when all was read
 */
public record DomainSample(
        String uuid,
        String name,
        int id,
        DomainState state,
        @Nullable Long cpuTimeNanos,
        @Nullable Long maximumKiB,
        @Nullable Long cpuShares,
        List<VcpuSample> vcpus,
        @Nullable MemorySample memory,
        @Nullable String missing) {

    public DomainSample {
        vcpus = List.copyOf(vcpus);
    }
}
