package io.equipoise.reports;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.Decision;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Small traces made up for tests: no host ever did this. */
public final class TestTraces {
    private static final int ONSET = 10;
    private static final long SECOND = 1_000_000_000L;

    private TestTraces() {}

    /** Guests with one vCPU on four pCPUs, each placed by guest number from 0 and tick. */
    public static MemoryTrace cpu(
            @Nullable String caseName,
            String policy,
            int guests,
            int ticks,
            BiFunction<Integer, Integer, CpuSet> affinity) {
        MemoryTrace.Builder trace = new MemoryTrace.Builder(header(caseName, policy, null));
        Random random = new Random(guests * 31L + ticks);
        long[] time = new long[guests];
        long[] busy = new long[4];
        for (int tick = 0; tick < ticks; tick++) {
            List<DomainSample> domains = new ArrayList<>();
            for (int guest = 0; guest < guests; guest++) {
                CpuSet set = affinity.apply(guest, tick);
                long run = (long) (SECOND * (tick <= ONSET ? 0.01 : 0.17 + 0.04 * random.nextDouble()));
                time[guest] += run;
                busy[set.size() == 1 ? set.first() : guest % 4] += run;
                Integer seen = set.size() == 1 ? Integer.valueOf(set.first()) : null;
                VcpuSample vcpu = new VcpuSample(0, time[guest], 0L, seen, set, VcpuState.RUNNING);
                domains.add(domain(guest, List.of(vcpu), null));
                trace.load(new LoadAsked(
                        tick, "aos_vm" + (guest + 1), tick < ONSET ? 0 : guest % 2 == 0 ? 0.26 : 0.12, false, null));
            }
            List<PcpuSample> pcpus = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                pcpus.add(new PcpuSample(i, busy[i], tick * SECOND - busy[i], null));
            }
            trace.sample(new Sample(tick, null, tick * SECOND, null, HostSample.UNKNOWN, pcpus, domains));
        }
        begin(trace, ticks);
        trace.decision(decision(12, 0, null, Decision.Value.of(CpuSet.of(2)), "one of the two on the busiest pCPU"));
        return trace.build();
    }

    /** Four guests; the first grows by 5 MiB a tick when {@code follows}, at the cost of the others. */
    public static MemoryTrace memory(@Nullable String caseName, String policy, int ticks, boolean follows) {
        MemoryTrace.Builder trace = new MemoryTrace.Builder(header(caseName, policy, 3072 * 1024L));
        for (int tick = 0; tick < ticks; tick++) {
            List<DomainSample> domains = new ArrayList<>();
            int since = Math.max(0, tick - ONSET);
            for (int guest = 0; guest < 4; guest++) {
                long balloon = 512 + (follows ? (guest == 0 ? 5L * since : -Math.min(200, since)) : 0);
                long unused = Math.max(70, balloon - 80 - (guest == 0 ? 5L * since : 0));
                domains.add(domain(guest, List.of(), memory(balloon, unused)));
                trace.load(
                        new LoadAsked(tick, "aos_vm" + (guest + 1), null, false, guest == 0 ? 5L * 1024 * since : 0));
            }
            HostSample host = new HostSample(24L << 20, 20L << 20, 1L << 20);
            trace.sample(new Sample(tick, null, tick * SECOND, null, host, List.of(), domains));
            if (follows && since > 0) {
                trace.decision(decision(
                        tick, null, 0, Decision.Value.ofKiB((512 + 5L * since) * 1024), "unused below 100 MiB"));
            }
        }
        begin(trace, ticks);
        return trace.build();
    }

    private static void begin(MemoryTrace.Builder trace, int ticks) {
        trace.event(new Event(ONSET, null, EventType.LOAD_ONSET, null, null, ""));
        trace.event(new Event(ONSET, null, EventType.STAGE_BEGINS, null, 1, ""));
        trace.event(new Event(ticks - 1, null, EventType.LOAD_ENDS, null, null, ""));
    }

    private static TraceHeader header(@Nullable String caseName, String policy, @Nullable Long budget) {
        return new TraceHeader(
                TraceHeader.Source.REPLAY,
                "2025-01-01T00:00:00Z",
                new TraceHeader.HostShape(4, null),
                1000,
                null,
                null,
                null,
                caseName,
                policy,
                budget,
                null,
                null);
    }

    private static DomainSample domain(int guest, List<VcpuSample> vcpus, @Nullable MemorySample memory) {
        return new DomainSample(
                "uuid-" + guest,
                "aos_vm" + (guest + 1),
                guest + 1,
                DomainState.RUNNING,
                null,
                2048L * 1024,
                null,
                vcpus,
                memory,
                null);
    }

    private static MemorySample memory(long balloonMib, long unusedMib) {
        return new MemorySample(
                balloonMib * 1024,
                null,
                unusedMib * 1024,
                unusedMib * 1024,
                null,
                0L,
                0L,
                null,
                null,
                null,
                null,
                null);
    }

    private static Decision decision(
            long tick, @Nullable Integer vcpu, @Nullable Integer guest, Decision.Value value, String reason) {
        return new Decision(
                tick,
                "test",
                Decision.Role.ACTIVE,
                "uuid-" + (guest == null ? 0 : guest),
                vcpu,
                value,
                value,
                null,
                reason,
                0L,
                "ok",
                value,
                tick + 1,
                null,
                null);
    }
}
