package io.equipoise.traces.demand;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Between which ends the demand of a vCPU lies, as shares of one pCPU.
 *
 * @param low what it ran
 * @param high the demand of a closed load, or 1 where nothing bounds it
 * @param mark which of the two it is, if that is known
 */
public record DemandRange(double low, double high, DemandMark mark) {

    /** Of every vCPU over a run of consecutive samples; one of 40 intervals and more may tell closed loads from open ones. */
    public static Map<VcpuId, DemandRange> of(List<Sample> samples) {
        Map<VcpuId, DemandRange> ranges = new HashMap<>();
        Map<VcpuId, DemandMark> kinds = kinds(samples);
        Demand.of(samples).vcpus().forEach((vcpu, demand) -> {
            DemandMark kind = kinds.getOrDefault(vcpu, DemandMark.UNKNOWN);
            ranges.put(
                    vcpu, new DemandRange(demand.low(), demand.high(), demand.censored() ? DemandMark.CENSORED : kind));
        });
        return ranges;
    }

    /** Whether the load of every vCPU that the samples show is closed, open or unknown, by {@link Steadiness}. */
    public static Map<VcpuId, DemandMark> kinds(List<Sample> samples) {
        Map<VcpuId, Steadiness> seen = new HashMap<>();
        for (int first = 0; first + DemandWindow.TICKS < samples.size(); first += DemandWindow.TICKS) {
            List<Sample> window = samples.subList(first, first + DemandWindow.TICKS + 1);
            Map<VcpuId, VcpuDemand> demands = Demand.of(window).vcpus();
            for (DomainSample domain : window.get(DemandWindow.TICKS).domains()) {
                for (VcpuSample vcpu : domain.vcpus()) {
                    VcpuId id = new VcpuId(domain.uuid(), vcpu.number());
                    VcpuDemand demand = vcpu.delayNanos() == null ? null : demands.get(id);
                    seen.computeIfAbsent(id, one -> new Steadiness()).see(demand);
                }
            }
        }
        Map<VcpuId, DemandMark> kinds = new HashMap<>();
        seen.forEach((vcpu, steadiness) -> kinds.put(vcpu, steadiness.kind()));
        return kinds;
    }
}
