package io.equipoise.traces.parquet;

import io.equipoise.traces.Decision;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Event;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import java.util.List;

/** Rows of all tables that are to be written together: those of a segment, or of a tick. */
final class RowBatch {
    private static final int FIRST_ROWS = 256;

    private final Rows hosts = new Rows(HostTable.TABLE, FIRST_ROWS);
    private final Rows pcpus = new Rows(PcpuTable.TABLE, FIRST_ROWS);
    private final Rows domains = new Rows(DomainTable.TABLE, FIRST_ROWS);
    private final Rows vcpus = new Rows(VcpuTable.TABLE, FIRST_ROWS);
    private final Rows memory = new Rows(MemoryTable.TABLE, FIRST_ROWS);
    private final Rows events = new Rows(EventTable.TABLE, FIRST_ROWS);
    private final Rows loads = new Rows(LoadTable.TABLE, FIRST_ROWS);
    private final Rows decisions = new Rows(DecisionTable.TABLE, FIRST_ROWS);
    private final List<Rows> all = List.of(hosts, pcpus, domains, vcpus, memory, events, loads, decisions);

    /** In the order of {@link Tables#ALL}. */
    List<Rows> all() {
        return all;
    }

    Rows of(Table table) {
        return all.get(Tables.ALL.indexOf(table));
    }

    int size() {
        return all.stream().mapToInt(Rows::size).sum();
    }

    /** Whether there is any sample. */
    boolean hasSample() {
        return hosts.size() > 0;
    }

    /** Of a batch that has a sample. */
    long firstTick() {
        return hosts.number(HostTable.TICK, 0);
    }

    /** Of a batch that has a sample. */
    long lastTick() {
        return hosts.number(HostTable.TICK, hosts.size() - 1);
    }

    void clear() {
        all.forEach(Rows::clear);
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
}
