package io.equipoise.replay.evaluate;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Test data that looks like a case's recording: guests that run or hold as much as is laid down, from tick 10 on. */
final class RecordedCase {
    private static final long SECOND = 1_000_000_000;
    private static final long EPOCH = 1_700_000_000;

    private RecordedCase() {}

    /** Eight guests on one of two pCPUs, each wanting 0.1 of it and never waiting. */
    static MemoryTrace cpu(@Nullable String caseName) {
        return trace(caseName, "none", 80, 8, false, 0);
    }

    /** Four guests with their balloons at the maximum, the first growing by 10 MiB a tick up to 600 MiB. */
    static MemoryTrace memory(@Nullable String caseName) {
        return trace(caseName, "maximum", 150, 4, true, 0);
    }

    /** Of no case: eight guests on one of two pCPUs, each running 0.1 of it and waiting three times as long. */
    static MemoryTrace waiting() {
        return trace(null, "none", 80, 8, false, 3);
    }

    private static MemoryTrace trace(
            @Nullable String caseName, String policy, int ticks, int guests, boolean memory, int waitedPerRan) {
        List<Sample> samples = new ArrayList<>();
        for (int tick = 0; tick < ticks; tick++) {
            long ran = Math.max(0, tick - 10) * SECOND / 10;
            List<DomainSample> domains = new ArrayList<>();
            for (int guest = 0; guest < guests; guest++) {
                long held = guest == 0 ? Math.min(600, 10 * Math.max(0, tick - 10)) : 0;
                VcpuSample vcpu = new VcpuSample(0, ran, waitedPerRan * ran, 0, CpuSet.of(0), VcpuState.RUNNING);
                String name = "aos_vm" + (guest + 1);
                domains.add(new DomainSample(
                        "uuid-" + guest,
                        name,
                        guest + 1,
                        DomainState.RUNNING,
                        ran,
                        2048L << 10,
                        null,
                        List.of(vcpu),
                        memory ? memory(1900 - held, EPOCH + tick) : null,
                        null));
            }
            List<PcpuSample> pcpus = List.of(
                    new PcpuSample(0, guests * ran, tick * SECOND - guests * ran, null),
                    new PcpuSample(1, 0L, tick * SECOND, null));
            HostSample host = new HostSample(16L << 20, 8L << 20, null);
            samples.add(new Sample(tick, (EPOCH + tick) * 1_000_000, tick * SECOND, null, host, pcpus, domains));
        }
        TraceHeader header = new TraceHeader(
                TraceHeader.Source.TRIAL,
                "2025-01-01T00:00:00Z",
                new TraceHeader.HostShape(2, 16L << 20),
                1000,
                null,
                null,
                null,
                caseName,
                policy,
                null,
                null,
                null);
        List<Event> events = List.of(
                new Event(10, null, EventType.LOAD_ONSET, null, null, ""),
                new Event(10, null, EventType.STAGE_BEGINS, null, 1, ""),
                new Event(ticks - 1, null, EventType.LOAD_ENDS, null, null, ""));
        return new MemoryTrace(header, samples, events, List.of(), List.of());
    }

    private static MemorySample memory(long usableMib, long reportedAt) {
        return new MemorySample(
                2048L << 10,
                2018L << 10,
                usableMib << 10,
                usableMib + 60 << 10,
                20L << 10,
                0L,
                0L,
                0L,
                0L,
                null,
                reportedAt,
                null);
    }
}
