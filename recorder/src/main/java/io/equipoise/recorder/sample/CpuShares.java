package io.equipoise.recorder.sample;

import io.equipoise.recorder.libvirt.DomainHandle;
import io.equipoise.recorder.libvirt.LibvirtFault;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads cgroup weights; a domain that has none is not asked again, because the daemon logs every refusal. */
final class CpuShares {
    private static final Logger LOG = LoggerFactory.getLogger(CpuShares.class);

    private final Set<Integer> without = new HashSet<>();

    /** Null when the domain has none. */
    @Nullable
    Long of(DomainHandle domain) {
        if (without.contains(domain.id())) {
            return null;
        }
        try {
            return domain.cpuShares();
        } catch (LibvirtFault fault) {
            without.add(domain.id());
            LOG.debug("cpu shares count as equal: {}", Faults.reason(fault));
            return null;
        }
    }
}
