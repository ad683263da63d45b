package io.equipoise.traces.parquet;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The samples of one segment, assembled one by one from the decoded columns of five tables. */
final class SegmentSamples {
    private static final Comparator<DomainSample> BY_ID =
            Comparator.comparingInt(DomainSample::id).thenComparing(DomainSample::uuid);

    private final Rows hosts;
    private final int[] hostOrder;
    private final Rows pcpus;
    private final TickIndex pcpusAt;
    private final Rows domains;
    private final TickIndex domainsAt;
    private final Rows vcpus;
    private final TickIndex vcpusAt;
    private final Rows memory;
    private final TickIndex memoryAt;
    private final CpuLists lists = new CpuLists();

    private SegmentSamples(Rows hosts, Rows pcpus, Rows domains, Rows vcpus, Rows memory) {
        this.hosts = hosts;
        this.hostOrder = hosts.inSeriesOrder();
        long[] ticks = new long[hosts.size()];
        for (int i = 0; i < ticks.length; i++) {
            ticks[i] = hosts.number(HostTable.TICK, hostOrder[i]);
            if (i > 0 && ticks[i] == ticks[i - 1]) {
                throw new InputException("table host has tick " + ticks[i] + " twice; make the trace again");
            }
        }
        this.pcpus = pcpus;
        this.pcpusAt = TickIndex.of(pcpus, ticks);
        this.domains = domains;
        this.domainsAt = TickIndex.of(domains, ticks);
        this.vcpus = vcpus;
        this.vcpusAt = TickIndex.of(vcpus, ticks);
        this.memory = memory;
        this.memoryAt = TickIndex.of(memory, ticks);
    }

    static SegmentSamples read(Part part) throws IOException {
        return new SegmentSamples(
                part.read(HostTable.TABLE),
                part.read(PcpuTable.TABLE),
                part.read(DomainTable.TABLE),
                part.read(VcpuTable.TABLE),
                part.read(MemoryTable.TABLE));
    }

    int size() {
        return hosts.size();
    }

    /** Of the i-th sample. */
    long tick(int i) {
        return hosts.number(HostTable.TICK, hostOrder[i]);
    }

    /** The i-th sample in order of tick. */
    Sample get(int i) {
        List<PcpuSample> pcpuList = new ArrayList<>(pcpusAt.end(i) - pcpusAt.start(i));
        for (int at = pcpusAt.start(i); at < pcpusAt.end(i); at++) {
            pcpuList.add(PcpuTable.read(pcpus, pcpusAt.row(at)));
        }
        return HostTable.read(hosts, hostOrder[i], pcpuList, domains(i));
    }

    /** Domains, vCPUs and memory of a tick all come in order of UUID, so one pass joins them. */
    private List<DomainSample> domains(int i) {
        List<DomainSample> list = new ArrayList<>(domainsAt.end(i) - domainsAt.start(i));
        int vcpu = vcpusAt.start(i);
        int report = memoryAt.start(i);
        for (int at = domainsAt.start(i); at < domainsAt.end(i); at++) {
            int row = domainsAt.row(at);
            String uuid = domains.text(DomainTable.UUID, row);
            List<VcpuSample> own = new ArrayList<>();
            while (vcpu < vcpusAt.end(i)
                    && vcpus.text(VcpuTable.UUID, vcpusAt.row(vcpu)).equals(uuid)) {
                own.add(VcpuTable.read(vcpus, vcpusAt.row(vcpu++), lists));
            }
            MemorySample ownMemory = null;
            if (report < memoryAt.end(i)
                    && memory.text(MemoryTable.UUID, memoryAt.row(report)).equals(uuid)) {
                ownMemory = MemoryTable.read(memory, memoryAt.row(report++));
            }
            list.add(DomainTable.read(domains, row, own, ownMemory));
        }
        if (vcpu < vcpusAt.end(i) || report < memoryAt.end(i)) {
            throw new InputException(
                    "tick " + tick(i) + " has a row of a domain that table domain lacks; make the trace again");
        }
        list.sort(BY_ID);
        return list;
    }
}
