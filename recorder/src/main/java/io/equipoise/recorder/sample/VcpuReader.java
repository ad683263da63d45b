package io.equipoise.recorder.sample;

import io.equipoise.recorder.libvirt.DomainHandle;
import io.equipoise.recorder.libvirt.LibvirtFault;
import io.equipoise.recorder.libvirt.States;
import io.equipoise.recorder.libvirt.VcpuPlacement;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Joins a domain's vCPU statistics with their placement. */
final class VcpuReader {
    private VcpuReader() {}

    /** Its online vCPUs; what could not be read is added to {@code missing}. */
    static List<VcpuSample> read(DomainHandle domain, Map<String, Long> values, List<String> missing) {
        TreeMap<Integer, VcpuPlacement> placed = new TreeMap<>();
        try {
            Long maximum = values.get("vcpu.maximum");
            int most = maximum == null ? domain.maximumVcpus() : maximum.intValue();
            for (VcpuPlacement vcpu : placement(domain, most, missing)) {
                placed.put(vcpu.number(), vcpu);
            }
        } catch (LibvirtFault fault) {
            missing.add(Faults.reason(fault));
        }
        Long maximum = values.get("vcpu.maximum");
        for (int number = 0; maximum != null && number < maximum; number++) {
            if (values.containsKey("vcpu." + number + ".state")) {
                placed.putIfAbsent(number, new VcpuPlacement(number, VcpuState.UNKNOWN, null, null, null));
            }
        }
        List<VcpuSample> vcpus = new ArrayList<>(placed.size());
        placed.values().forEach(vcpu -> vcpus.add(join(vcpu, values)));
        return vcpus;
    }

    /** Where they are; on a host that cannot show it, only the affinities that were asked for. */
    private static List<VcpuPlacement> placement(DomainHandle domain, int maximum, List<String> missing) {
        try {
            return domain.placement(maximum);
        } catch (LibvirtFault fault) {
            missing.add(Faults.reason(fault));
        }
        List<CpuSet> pins = domain.pins(maximum);
        List<VcpuPlacement> placement = new ArrayList<>();
        for (int number = 0; number < pins.size(); number++) {
            placement.add(new VcpuPlacement(number, VcpuState.UNKNOWN, null, null, pins.get(number)));
        }
        return placement;
    }

    private static VcpuSample join(VcpuPlacement vcpu, Map<String, Long> values) {
        String prefix = "vcpu." + vcpu.number() + ".";
        Long time = values.get(prefix + "time");
        Long state = values.get(prefix + "state");
        return new VcpuSample(
                vcpu.number(),
                time != null ? time : vcpu.timeNanos(),
                values.get(prefix + "delay"),
                vcpu.pcpu(),
                vcpu.affinity(),
                state == null ? vcpu.state() : States.vcpu(state));
    }
}
