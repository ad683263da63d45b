package io.equipoise.replay.made;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes CPU traces for tests: guests of one vCPU with the same words a person would use to tell what happened. */
public final class CpuRun {
    private static final long SECOND = 1_000_000_000L;

    private final double[] demand;
    private final long[] time;
    private final long[] delay;
    private final long[] busy;
    private final CpuSet[] affinity;
    private final List<Sample> samples = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private boolean affinityShown = true;
    private boolean busyShown = true;
    private boolean timeShown = true;
    private String silent = "";
    private long tick = -1;

    private CpuRun(int guests, int pcpus) {
        demand = new double[guests];
        time = new long[guests];
        delay = new long[guests];
        affinity = new CpuSet[guests];
        busy = new long[pcpus];
        Arrays.fill(affinity, CpuSet.firstOf(pcpus));
    }

    public static CpuRun of(int guests, int pcpus) {
        return new CpuRun(guests, pcpus);
    }

    /** Sets affinities, guest 1 first; the last one given holds for all that follow. */
    public CpuRun pin(String... lists) {
        for (int i = 0; i < affinity.length; i++) {
            affinity[i] = CpuSet.parse(lists[Math.min(i, lists.length - 1)]);
        }
        return this;
    }

    /** Pins one guest, numbered from 1. */
    public CpuRun pinOne(int guest, String list) {
        affinity[guest - 1] = CpuSet.parse(list);
        return this;
    }

    /** The i-th guest on pCPU i mod n. */
    public CpuRun spread() {
        for (int i = 0; i < affinity.length; i++) {
            affinity[i] = CpuSet.of(i % busy.length);
        }
        return this;
    }

    /** Demands as shares of a pCPU, repeated over the guests. */
    public CpuRun want(double... shares) {
        for (int i = 0; i < demand.length; i++) {
            demand[i] = shares[i % shares.length];
        }
        return this;
    }

    public CpuRun hideAffinity() {
        affinityShown = false;
        return this;
    }

    public CpuRun hideBusy() {
        busyShown = false;
        return this;
    }

    public CpuRun hideTime() {
        timeShown = false;
        return this;
    }

    /** Makes a guest known that does not answer; the empty name lets all answer. */
    public CpuRun silence(String name) {
        silent = name;
        return this;
    }

    /** A stage begins at the next tick, the first with the onset. */
    public CpuRun stage(int number) {
        if (number == 1) {
            events.add(new Event(tick + 1, null, EventType.LOAD_ONSET, null, null, ""));
        }
        events.add(new Event(tick + 1, null, EventType.STAGE_BEGINS, null, number, ""));
        return this;
    }

    public CpuRun loadEnds() {
        events.add(new Event(tick + 1, null, EventType.LOAD_ENDS, null, null, ""));
        return this;
    }

    /** Goes on for some seconds with a sample each; what was set before holds from the sample before the first. */
    public CpuRun run(int ticks) {
        for (int i = 0; i < ticks; i++) {
            if (tick >= 0) {
                work();
            }
            tick++;
            samples.add(sample());
        }
        return this;
    }

    public MemoryTrace trace() {
        return trace(null);
    }

    public MemoryTrace trace(String caseName) {
        TraceHeader header = new TraceHeader(
                TraceHeader.Source.TRIAL,
                "2025-01-01T00:00:00Z",
                new TraceHeader.HostShape(busy.length, null),
                1000,
                null,
                null,
                null,
                caseName,
                "made",
                null,
                null,
                null);
        return new MemoryTrace(header, samples, events, List.of(), List.of());
    }

    private void work() {
        double[] load = new double[busy.length];
        CpuSet[] on = new CpuSet[demand.length];
        for (int i = 0; i < demand.length; i++) {
            on[i] = affinity[i].intersect(CpuSet.firstOf(busy.length));
            double share = demand[i] / on[i].size();
            on[i].stream().forEach(pcpu -> load[pcpu] += share);
        }
        for (int i = 0; i < demand.length; i++) {
            double run = 0;
            for (int pcpu : on[i].stream().toArray()) {
                double got = demand[i] / on[i].size() / Math.max(1, load[pcpu]);
                busy[pcpu] += Math.round(got * SECOND);
                run += got;
            }
            time[i] += Math.round(run * SECOND);
            delay[i] += Math.round((demand[i] - run) * SECOND);
        }
    }

    private Sample sample() {
        List<PcpuSample> pcpus = new ArrayList<>();
        for (int i = 0; i < busy.length; i++) {
            pcpus.add(new PcpuSample(i, busyShown ? busy[i] : null, null, null));
        }
        List<DomainSample> domains = new ArrayList<>();
        for (int i = 0; i < demand.length; i++) {
            String name = "aos_vm" + (i + 1);
            VcpuSample vcpu = new VcpuSample(
                    0,
                    timeShown ? time[i] : null,
                    delay[i],
                    affinity[i].size() == 1 ? affinity[i].first() : null,
                    affinityShown ? affinity[i] : null,
                    VcpuState.RUNNING);
            boolean answers = !name.equals(silent);
            domains.add(new DomainSample(
                    "uuid-" + name,
                    name,
                    i + 1,
                    DomainState.RUNNING,
                    null,
                    null,
                    null,
                    answers ? List.of(vcpu) : List.of(),
                    null,
                    answers ? null : "did not answer"));
        }
        return new Sample(tick, null, tick * SECOND, null, HostSample.UNKNOWN, pcpus, domains);
    }
}
