package io.equipoise.recorder.sample;

import io.equipoise.recorder.libvirt.DomainHandle;
import io.equipoise.recorder.libvirt.LibvirtFault;
import java.util.HashMap;
import java.util.Map;

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

    private BasicStats() {}

    /** A {@link LibvirtFault} when the domain does not answer. */
    static Map<String, Long> read(DomainHandle domain) {
        Map<String, Long> values = new HashMap<>();
        DomainHandle.BasicInfo info = domain.basicInfo();
        values.put("cpu.time", info.cpuTimeNanos());
        values.put("balloon.maximum", info.maximumKiB());
        domain.memoryStats().forEach((tag, value) -> {
            if (tag >= 0 && tag < NAMES.length) {
                values.put(NAMES[tag], value);
            }
        });
        return values;
    }
}
