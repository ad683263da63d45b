package io.equipoise.replay.made;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.ArrayList;
import java.util.List;

/** Makes traces for tests as the import of a monitor's summary log does: booked usage, and where vCPUs were seen. */
public final class BookedLog {
    private final int pcpus;
    private final List<Sample> samples = new ArrayList<>();

    public BookedLog(int pcpus) {
        this.pcpus = pcpus;
    }

    /** A sample: the pCPU on which each guest was seen, in domain-id order, and the usage of the first pCPUs. */
    public BookedLog sample(String seen, double... usage) {
        List<PcpuSample> read = new ArrayList<>();
        for (int i = 0; i < usage.length; i++) {
            read.add(new PcpuSample(i, null, null, usage[i]));
        }
        List<DomainSample> domains = new ArrayList<>();
        for (int i = 0; i < seen.length(); i++) {
            String name = "aos_vm" + (i + 1);
            int pcpu = seen.charAt(i) - '0';
            domains.add(new DomainSample(
                    "uuid-" + name,
                    name,
                    i + 1,
                    DomainState.UNKNOWN,
                    null,
                    null,
                    null,
                    List.of(new VcpuSample(0, null, null, pcpu, null, VcpuState.UNKNOWN)),
                    null,
                    null));
        }
        long tick = samples.size();
        samples.add(new Sample(tick, null, tick * 1_000_000_000L, null, HostSample.UNKNOWN, read, domains));
        return this;
    }

    public MemoryTrace trace() {
        TraceHeader header = new TraceHeader(
                TraceHeader.Source.IMPORT,
                "2025-01-01T00:00:00Z",
                new TraceHeader.HostShape(pcpus, null),
                1000,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return new MemoryTrace(header, samples, List.of(), List.of(), List.of());
    }
}
