package io.equipoise.replay.run;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Event;
import io.equipoise.traces.InputException;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A trace decoded once for any number of replays: what each vCPU and guest wanted at each tick, and the host's own load.
 * The ticks, vCPUs, pCPUs and domains are counted from 0 in the order of the trace; interval {@code t} ends at tick
 * {@code t}. The loads are only carried along, never read.
 */
public final class RecordedDemand {
    static final int ABSENT = Integer.MIN_VALUE;

    private final String name;
    private final MemoryTrace trace;
    private final List<VcpuId> vcpus;
    private final List<String> domains;
    private final Map<String, Integer> domainNumbers = new HashMap<>();
    private final int[][] domainIds;
    private final int[][] domainVcpus;
    private final int[] pcpus;
    private final CpuDemand cpu;
    private final MemoryDemand[] memory;

    private RecordedDemand(String name, MemoryTrace trace) {
        this.name = name;
        this.trace = trace;
        this.vcpus = vcpus(trace.samples());
        this.domains = domains(trace.samples());
        for (String domain : domains) {
            domainNumbers.put(domain, domainNumbers.size());
        }
        this.domainIds = trace.samples().stream().map(this::ids).toArray(int[][]::new);
        this.domainVcpus = vcpusOfDomains();
        this.pcpus = pcpus(trace);
        this.cpu = CpuDemand.of(trace, vcpus, pcpus.length);
        this.memory = memory();
    }

    /** Decodes a trace, named by its case and policy. */
    public static RecordedDemand of(Trace trace) {
        TraceHeader header = trace.header();
        String of = header.caseName() == null ? "a host" : header.caseName();
        return of("the trace of " + of + (header.policy() == null ? "" : " with " + header.policy()), trace);
    }

    /**
     * Decodes a trace; an {@link InputException} says why it cannot be replayed.
     *
     * @param name what errors and the replays' headers call it, such as its directory
     */
    public static RecordedDemand of(String name, Trace trace) {
        MemoryTrace held = MemoryTrace.copyOf(trace);
        if (held.samples().size() < 2) {
            throw new InputException(name + " cannot be replayed: it has fewer than two ticks");
        }
        if (!isTimed(held)) {
            throw new InputException(name + " cannot be replayed: it has no per-vCPU time; grade it instead");
        }
        return new RecordedDemand(name, held);
    }

    /** Whether {@link #of} takes this trace, and the recorded host's shape is known. */
    public static boolean canBeReplayed(MemoryTrace trace) {
        return trace.samples().size() >= 2 && trace.header().host().pcpus() > 0 && isTimed(trace);
    }

    private static boolean isTimed(MemoryTrace trace) {
        return trace.samples().stream()
                .flatMap(sample -> sample.domains().stream())
                .flatMap(domain -> domain.vcpus().stream())
                .anyMatch(vcpu -> vcpu.timeNanos() != null);
    }

    private static List<VcpuId> vcpus(List<Sample> samples) {
        Map<VcpuId, Integer> seen = new LinkedHashMap<>();
        for (Sample sample : samples) {
            for (DomainSample domain : sample.domains()) {
                for (VcpuSample vcpu : domain.vcpus()) {
                    seen.putIfAbsent(new VcpuId(domain.uuid(), vcpu.number()), seen.size());
                }
            }
        }
        return List.copyOf(seen.keySet());
    }

    private static List<String> domains(List<Sample> samples) {
        return samples.stream()
                .flatMap(sample -> sample.domains().stream())
                .map(DomainSample::uuid)
                .distinct()
                .toList();
    }

    private int[] ids(Sample sample) {
        int[] ids = new int[domains.size()];
        Arrays.fill(ids, ABSENT);
        for (DomainSample domain : sample.domains()) {
            ids[domainNumber(domain.uuid())] = domain.id();
        }
        return ids;
    }

    private int[][] vcpusOfDomains() {
        List<List<Integer>> numbers = new ArrayList<>();
        domains.forEach(domain -> numbers.add(new ArrayList<>()));
        for (int v = 0; v < vcpus.size(); v++) {
            numbers.get(domainNumber(vcpus.get(v).domain())).add(v);
        }
        return numbers.stream()
                .map(own -> own.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    private MemoryDemand[] memory() {
        DomainSample[][] seen = new DomainSample[domains.size()][trace.samples().size()];
        for (int t = 0; t < trace.samples().size(); t++) {
            for (DomainSample domain : trace.samples().get(t).domains()) {
                seen[domainNumber(domain.uuid())][t] = domain;
            }
        }
        boolean late = !Windows.isLong(trace.header().intervalMillis());
        return Arrays.stream(seen)
                .map(own -> MemoryDemand.of(trace.samples(), own, late))
                .toArray(MemoryDemand[]::new);
    }

    private static int[] pcpus(MemoryTrace trace) {
        for (Sample sample : trace.samples()) {
            if (!sample.pcpus().isEmpty()) {
                return sample.pcpus().stream().mapToInt(PcpuSample::number).toArray();
            }
        }
        return IntStream.range(0, trace.header().host().pcpus()).toArray();
    }

    /** What errors and headers call the trace. */
    public String name() {
        return name;
    }

    public TraceHeader header() {
        return trace.header();
    }

    /** The recorded samples, one a tick. */
    public List<Sample> samples() {
        return trace.samples();
    }

    public List<Event> events() {
        return trace.events();
    }

    List<LoadAsked> loads() {
        return trace.loads();
    }

    MemoryTrace trace() {
        return trace;
    }

    /** Every vCPU that the trace shows, in the order of its first sample. */
    public List<VcpuId> vcpus() {
        return vcpus;
    }

    /** UUIDs of every domain that the trace shows, in the order of its first sample. */
    public List<String> domains() {
        return domains;
    }

    /** The recorded host's pCPU numbers. */
    public int[] pcpus() {
        return pcpus.clone();
    }

    /** A domain's position in {@link #domains}; -1 for one that the trace does not show. */
    int domainNumber(String uuid) {
        return domainNumbers.getOrDefault(uuid, -1);
    }

    /** The domain id that a domain had at a tick; {@link #ABSENT} when it did not exist. */
    int domainId(int tick, int domain) {
        return domainIds[tick][domain];
    }

    /** The positions in {@link #vcpus} of a domain's vCPUs. */
    int[] domainVcpus(int domain) {
        return domainVcpus[domain];
    }

    /** The positions, counted from 0 in the order of the recorded host's pCPUs, of an affinity's members. */
    CpuSet positions(CpuSet affinity) {
        return CpuSet.of(IntStream.range(0, pcpus.length)
                .filter(p -> affinity.contains(pcpus[p]))
                .toArray());
    }

    CpuDemand cpu() {
        return cpu;
    }

    MemoryDemand memory(int domain) {
        return memory[domain];
    }

    /** Demand of a vCPU in an interval as a share of one pCPU, from a window around it; NaN before it is known. */
    public double demand(int tick, int vcpu) {
        return cpu.demand(tick, vcpu);
    }

    /** Stretches whose demand is only a bound, in order of tick. */
    public List<Event> censored() {
        List<Event> events = new ArrayList<>(cpu.censored());
        for (MemoryDemand demand : memory) {
            events.addAll(demand.censored());
        }
        events.sort(Comparator.comparingLong(Event::tick));
        return events;
    }
}
