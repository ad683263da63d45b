package io.equipoise.replay.run;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Every domain, vCPU and pCPU of a trace, counted from 0 in the order of its first sample. */
final class Roster {
    static final int NONE = -1;

    private final Map<String, Integer> domainNumbers = new HashMap<>();
    private final Map<VcpuId, Integer> vcpuNumbers = new HashMap<>();
    private final List<VcpuId> vcpus = new ArrayList<>();
    private final List<DomainSample> firstSeen = new ArrayList<>();
    private final List<List<Integer>> members = new ArrayList<>();
    private final Map<VcpuId, CpuSet> firstAffinities = new HashMap<>();
    private final Map<String, Long> maxima = new LinkedHashMap<>();
    private int[][] domainVcpus = {};
    private int[] numbers = {};
    private int[] pcpus = {};

    /** Takes in the next sample; what it shows that is new gets the next numbers. */
    void see(Sample sample) {
        for (DomainSample domain : sample.domains()) {
            if (domainNumbers.putIfAbsent(domain.uuid(), firstSeen.size()) == null) {
                firstSeen.add(domain);
                members.add(new ArrayList<>());
            }
            if (domain.maximumKiB() != null) {
                maxima.merge(domain.uuid(), domain.maximumKiB(), Math::max);
            }
            for (VcpuSample vcpu : domain.vcpus()) {
                see(new VcpuId(domain.uuid(), vcpu.number()), vcpu);
            }
        }
        if (pcpus.length == 0) {
            pcpus = sample.pcpus().stream().mapToInt(pcpu -> pcpu.number()).toArray();
        }
    }

    private void see(VcpuId id, VcpuSample vcpu) {
        if (vcpuNumbers.putIfAbsent(id, vcpus.size()) == null) {
            members.get(domain(id.domain())).add(vcpus.size());
            vcpus.add(id);
        }
        if (vcpu.affinity() != null) {
            firstAffinities.putIfAbsent(id, vcpu.affinity());
        }
    }

    /** Ends the counting; a host that showed no pCPU has as many as its header says. */
    void close(int headerPcpus) {
        domainVcpus = members.stream()
                .map(own -> own.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        numbers = vcpus.stream().mapToInt(VcpuId::number).toArray();
        pcpus = pcpus.length == 0 ? IntStream.range(0, headerPcpus).toArray() : pcpus;
    }

    List<VcpuId> vcpus() {
        return List.copyOf(vcpus);
    }

    int vcpuCount() {
        return vcpus.size();
    }

    VcpuId vcpu(int number) {
        return vcpus.get(number);
    }

    /** A vCPU's number; {@link #NONE} where the trace does not show it. */
    int vcpu(String domain, int vcpu) {
        return vcpuNumbers.getOrDefault(new VcpuId(domain, vcpu), NONE);
    }

    /** A domain's number; {@link #NONE} where the trace does not show it. */
    int domain(String uuid) {
        return domainNumbers.getOrDefault(uuid, NONE);
    }

    int domainCount() {
        return firstSeen.size();
    }

    /** Every domain as it was first seen. */
    List<DomainSample> firstSeen() {
        return firstSeen;
    }

    /** The numbers of a domain's vCPUs. */
    int[] domainVcpus(int domain) {
        return domainVcpus[domain];
    }

    /** The number of the k-th vCPU of a domain's sample, whose number in the domain this is. */
    int domainVcpu(int domain, String uuid, int k, int number) {
        int[] own = domainVcpus[domain];
        return k < own.length && numbers[own[k]] == number ? own[k] : vcpu(uuid, number);
    }

    /** The recorded host's pCPU numbers. */
    int[] pcpus() {
        return pcpus;
    }

    /** The first affinity that was seen of a vCPU; null where none was. */
    @Nullable
    CpuSet firstAffinity(int vcpu) {
        return firstAffinities.get(vcpus.get(vcpu));
    }

    /** The sum of the largest maxima that the domains ever had, KiB. */
    long sumOfMaxima() {
        return maxima.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The numbers of a sample's domains in its order. */
    int[] order(Sample sample) {
        return sample.domains().stream()
                .mapToInt(domain -> domain(domain.uuid()))
                .toArray();
    }

    /** The positions, counted from 0 in the order of the recorded host's pCPUs, of an affinity's members. */
    CpuSet positions(CpuSet affinity) {
        return CpuSet.of(IntStream.range(0, pcpus.length)
                .filter(p -> affinity.contains(pcpus[p]))
                .toArray());
    }

    /** UUIDs of the domains. */
    List<String> uuids() {
        return firstSeen.stream().map(DomainSample::uuid).toList();
    }
}
