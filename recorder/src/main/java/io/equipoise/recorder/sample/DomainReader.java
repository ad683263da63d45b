package io.equipoise.recorder.sample;

import io.equipoise.recorder.libvirt.DomainHandle;
import io.equipoise.recorder.libvirt.DomainStats;
import io.equipoise.recorder.libvirt.LibvirtFault;
import io.equipoise.recorder.libvirt.States;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.VcpuSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;

/** Turns one domain's statistics, its placement and its weight into its sample. */
final class DomainReader {
    private final BasicStats basic;
    private final CpuShares shares = new CpuShares();

    DomainReader(Connect connect) {
        this.basic = new BasicStats(connect);
    }

    DomainSample read(DomainStats.Entry entry) {
        DomainHandle domain = entry.domain();
        List<String> missing = new ArrayList<>();
        Map<String, Long> values = complete(domain, entry.values(), missing);
        List<VcpuSample> vcpus = VcpuReader.read(domain, values, missing);
        MemorySample memory = memory(values, missing);
        if (!values.containsKey("cpu.time")) {
            missing.add("no cpu time");
        }
        return new DomainSample(
                domain.uuid(),
                domain.name(),
                domain.id(),
                States.domain(values.get("state.state")),
                values.get("cpu.time"),
                values.get("balloon.maximum"),
                shares.of(domain),
                vcpus,
                memory,
                missing.isEmpty() ? null : String.join("; ", missing));
    }

    /** What the bulk call left out, asked by the older calls; drivers that lack its groups have those. */
    private Map<String, Long> complete(DomainHandle domain, Map<String, Long> values, List<String> missing) {
        if (values.containsKey("cpu.time") && values.containsKey("balloon.current")) {
            return values;
        }
        try {
            Map<String, Long> all = new TreeMap<>(basic.read(domain.uuid()));
            all.putAll(values);
            return all;
        } catch (LibvirtFault fault) {
            missing.add(Faults.reason(fault));
            return values;
        }
    }

    private static @Nullable MemorySample memory(Map<String, Long> values, List<String> missing) {
        if (!values.containsKey("balloon.current")) {
            missing.add("no balloon statistics");
            return null;
        }
        if (!values.containsKey("balloon.unused")) {
            missing.add("no memory report from the guest");
        }
        return new MemorySample(
                values.get("balloon.current"),
                values.get("balloon.available"),
                values.get("balloon.usable"),
                values.get("balloon.unused"),
                values.get("balloon.disk_caches"),
                values.get("balloon.swap_in"),
                values.get("balloon.swap_out"),
                values.get("balloon.major_fault"),
                values.get("balloon.minor_fault"),
                values.get("balloon.rss"),
                values.get("balloon.last-update"));
    }
}
