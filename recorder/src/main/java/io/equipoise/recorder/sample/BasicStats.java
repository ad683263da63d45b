package io.equipoise.recorder.sample;

import io.equipoise.recorder.libvirt.LibvirtFault;
import java.util.HashMap;
import java.util.Map;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.DomainInfo;
import org.libvirt.LibvirtException;
import org.libvirt.MemoryStatistic;

/** A domain's CPU and memory statistics by libvirt's older calls, under the names of the bulk call. */
final class BasicStats {
    /** The bulk call's names, by the older calls' tags. */
    private static final String[] NAMES = {
        "balloon.swap_in",
        "balloon.swap_out",
        "balloon.major_fault",
        "balloon.minor_fault",
        "balloon.unused",
        "balloon.available",
        "balloon.current",
        "balloon.rss",
        "balloon.usable",
        "balloon.last-update",
        "balloon.disk_caches",
    };

    private final Connect connect;

    BasicStats(Connect connect) {
        this.connect = connect;
    }

    /** A {@link LibvirtFault} when the domain does not answer. */
    Map<String, Long> read(String uuid) {
        try {
            Domain domain = connect.domainLookupByUUIDString(uuid);
            try {
                return read(domain);
            } finally {
                domain.free();
            }
        } catch (LibvirtException e) {
            throw LibvirtFault.of("reading a domain's statistics", e);
        }
    }

    private static Map<String, Long> read(Domain domain) throws LibvirtException {
        Map<String, Long> values = new HashMap<>();
        DomainInfo info = domain.getInfo();
        values.put("cpu.time", info.cpuTime);
        values.put("balloon.maximum", info.maxMem);
        // More than there are tags: the answer holds only what the driver has.
        for (MemoryStatistic statistic : domain.memoryStats(2 * NAMES.length)) {
            if (statistic.getTag() >= 0 && statistic.getTag() < NAMES.length) {
                values.put(NAMES[statistic.getTag()], statistic.getValue());
            }
        }
        return values;
    }
}
