package io.equipoise.coordinator;

import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.Observation;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import io.equipoise.traces.demand.Demand;
import io.equipoise.traces.demand.VcpuDemand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Small samples made by hand; a domain's UUID is its name. */
public final class Samples {
    public static final long MIB = 1024;
    private static final long SECOND = 1_000_000_000L;

    private Samples() {}

    /** A guest with one vCPU for each CPU list. */
    public static DomainSample placed(String name, int id, String... affinities) {
        List<VcpuSample> vcpus = new ArrayList<>();
        for (String affinity : affinities) {
            vcpus.add(new VcpuSample(vcpus.size(), 0L, 0L, null, CpuSet.parse(affinity), VcpuState.RUNNING));
        }
        return new DomainSample(name, name, id, DomainState.RUNNING, 0L, null, null, vcpus, null, null);
    }

    /** A guest with a balloon and unused memory in MiB, and a maximum of 2048. */
    public static DomainSample ballooned(String name, long current, long unused) {
        return ballooned(name, current, unused, 2048, 1L);
    }

    /** The same with its maximum in MiB and the time of its report in s. */
    public static DomainSample ballooned(String name, long current, Long unused, long maximum, Long reportedAt) {
        MemorySample memory = new MemorySample(
                current * MIB,
                current * MIB,
                unused == null ? null : unused * MIB,
                unused == null ? null : unused * MIB,
                0L,
                0L,
                0L,
                0L,
                0L,
                null,
                reportedAt,
                null);
        return new DomainSample(name, name, 1, DomainState.RUNNING, 0L, maximum * MIB, null, List.of(), memory, null);
    }

    public static Sample sample(long tick, int pcpus, DomainSample... domains) {
        return new Sample(
                tick,
                null,
                tick * SECOND,
                null,
                HostSample.UNKNOWN,
                IntStream.range(0, pcpus)
                        .mapToObj(number -> new PcpuSample(number, 0L, 0L, null))
                        .toList(),
                List.of(domains));
    }

    /** What a policy sees when so many MiB may be given, under the rubric's limits. */
    public static Observation seen(Sample sample, Long freeMib) {
        return new Observation(
                sample, Demand.of(List.of(sample)), freeMib == null ? null : freeMib * MIB, 0, Limits.RUBRIC);
    }

    /** What a policy sees when the sample's vCPUs demand this, in their order. */
    public static Observation demanding(Sample sample, double... demands) {
        Map<VcpuId, VcpuDemand> vcpus = new HashMap<>();
        for (DomainSample domain : sample.domains()) {
            for (VcpuSample vcpu : domain.vcpus()) {
                double demand = demands[vcpus.size()];
                vcpus.put(new VcpuId(domain.uuid(), vcpu.number()), new VcpuDemand(demand, demand, demand, 0, false));
            }
        }
        return new Observation(sample, new Demand(vcpus, Map.of()), null, 0, Limits.RUBRIC);
    }
}
