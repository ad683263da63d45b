package io.equipoise.recorder.sample;

import io.equipoise.recorder.libvirt.DomainHandle;
import io.equipoise.recorder.libvirt.DomainStats;
import io.equipoise.recorder.libvirt.LibvirtConnection;
import io.equipoise.recorder.libvirt.LibvirtFault;
import io.equipoise.traces.VcpuSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Joins one domain's statistics with its placement and its weight. */
final class DomainReader {
    private final boolean qemu;
    private final CpuShares shares = new CpuShares();

    DomainReader(LibvirtConnection connection) {
        this.qemu = connection.qemu();
    }

    DomainReading read(DomainStats.Entry entry) {
        DomainHandle domain = entry.domain();
        List<String> missing = new ArrayList<>();
        Map<String, Long> values = qemu ? entry.values() : complete(domain, entry.values(), missing);
        List<VcpuSample> vcpus = VcpuReader.read(domain, values, missing);
        return new DomainReading(
                domain.uuid(),
                domain.name(),
                domain.id(),
                values,
                !qemu || entry.answered(),
                shares.of(domain),
                vcpus,
                missing);
    }

    /** What the bulk call left out, asked by the older calls; drivers that lack its groups have those. QEMU's would wait for 30 s. */
    private Map<String, Long> complete(DomainHandle domain, Map<String, Long> values, List<String> missing) {
        if (values.containsKey("cpu.time") && values.containsKey("balloon.current")) {
            return values;
        }
        try {
            Map<String, Long> all = new TreeMap<>(BasicStats.read(domain));
            all.putAll(values);
            return all;
        } catch (LibvirtFault fault) {
            missing.add(Faults.reason(fault));
            return values;
        }
    }
}
