package io.equipoise.recorder.sample;

import io.equipoise.recorder.libvirt.LibvirtFault;
import io.equipoise.recorder.libvirt.NodeStats;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.PcpuSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;

/** Reads the host's pCPUs and memory; a driver that shows none of a kind is not asked again. */
final class HostReader {
    private final NodeStats node;
    private boolean countersShown = true;
    private boolean memoryShown = true;

    HostReader(NodeStats node) {
        this.node = node;
    }

    /** The online pCPUs. Waiting for disks is idle: a guest could have run. */
    List<PcpuSample> pcpus() {
        List<PcpuSample> pcpus = new ArrayList<>();
        for (PrimitiveIterator.OfInt numbers = node.online().stream().iterator(); numbers.hasNext(); ) {
            int number = numbers.nextInt();
            Map<String, Long> values = counters(number);
            pcpus.add(new PcpuSample(number, sum(values, "user", "kernel"), sum(values, "idle", "iowait"), null));
        }
        return pcpus;
    }

    HostSample memory() {
        if (!memoryShown) {
            return HostSample.UNKNOWN;
        }
        try {
            Map<String, Long> values = node.memory();
            return new HostSample(values.get("total"), values.get("free"), values.get("cached"));
        } catch (LibvirtFault fault) {
            memoryShown = !unsupported(fault);
            return HostSample.UNKNOWN;
        }
    }

    private Map<String, Long> counters(int pcpu) {
        if (!countersShown) {
            return Map.of();
        }
        try {
            return node.pcpu(pcpu);
        } catch (LibvirtFault fault) {
            countersShown = !unsupported(fault);
            return Map.of();
        }
    }

    /** Any other fault is the whole sample's. */
    private static boolean unsupported(LibvirtFault fault) {
        if (fault.unsupported()) {
            return true;
        }
        throw fault;
    }

    /** Null when the first is unknown; the second may be absent on hosts that do not tell it apart. */
    private static @Nullable Long sum(Map<String, Long> values, String first, String second) {
        Long known = values.get(first);
        return known == null ? null : known + values.getOrDefault(second, 0L);
    }
}
