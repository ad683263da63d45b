package io.equipoise.traces.parquet;

import io.equipoise.traces.Decision;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Event;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The rows of all tables that wait to be written as one segment. */
final class OpenSegment {
    private static final int FIRST_ROWS = 256;

    private final Rows hosts = new Rows(HostTable.TABLE, FIRST_ROWS);
    private final Rows pcpus = new Rows(PcpuTable.TABLE, FIRST_ROWS);
    private final Rows domains = new Rows(DomainTable.TABLE, FIRST_ROWS);
    private final Rows vcpus = new Rows(VcpuTable.TABLE, FIRST_ROWS);
    private final Rows memory = new Rows(MemoryTable.TABLE, FIRST_ROWS);
    private final Rows events = new Rows(EventTable.TABLE, FIRST_ROWS);
    private final Rows loads = new Rows(LoadTable.TABLE, FIRST_ROWS);
    private final Rows decisions = new Rows(DecisionTable.TABLE, FIRST_ROWS);

    boolean isEmpty() {
        return hosts.size() == 0;
    }

    /** Of a segment that is not empty. */
    long lastTick() {
        return hosts.number(HostTable.TICK, hosts.size() - 1);
    }

    void add(Sample sample) {
        long tick = sample.tick();
        HostTable.add(hosts, sample);
        for (PcpuSample pcpu : sample.pcpus()) {
            PcpuTable.add(pcpus, tick, pcpu);
        }
        for (DomainSample domain : sample.domains()) {
            DomainTable.add(domains, tick, domain);
            for (VcpuSample vcpu : domain.vcpus()) {
                VcpuTable.add(vcpus, tick, domain.uuid(), vcpu);
            }
            if (domain.memory() != null) {
                MemoryTable.add(memory, tick, domain.uuid(), domain.memory());
            }
        }
    }

    void add(Event event) {
        EventTable.add(events, event);
    }

    void add(LoadAsked load) {
        LoadTable.add(loads, load);
    }

    void add(Decision decision) {
        DecisionTable.add(decisions, decision);
    }

    /** Writes one file a table, those without rows too, so that every table can be read whatever happened. */
    void write(Path directory) throws IOException {
        long first = isEmpty() ? 0 : hosts.number(HostTable.TICK, 0);
        String name = TraceDirectory.segmentName(first, isEmpty() ? 0 : lastTick());
        for (Rows rows : List.of(hosts, pcpus, domains, vcpus, memory, events, loads, decisions)) {
            SegmentWriter.write(directory.resolve(rows.table().name()).resolve(name), rows);
        }
    }
}
