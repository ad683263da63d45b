package io.equipoise.replay.run;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.demand.Demand;
import io.equipoise.traces.demand.VcpuDemand;
import io.equipoise.traces.usage.PcpuUsage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What every vCPU wanted and the host itself took in each interval of a trace. */
final class CpuDemand {
    private final MemoryTrace trace;
    private final List<VcpuId> vcpus;
    private final double[][] demand;
    private final double[][] hostLoad;
    private final boolean[] wasCensored;
    private final List<Event> censored = new ArrayList<>();

    private CpuDemand(MemoryTrace trace, List<VcpuId> vcpus, int pcpus) {
        this.trace = trace;
        this.vcpus = vcpus;
        this.demand = new double[trace.samples().size()][vcpus.size()];
        this.hostLoad = new double[trace.samples().size()][pcpus];
        this.wasCensored = new boolean[vcpus.size()];
        Arrays.fill(demand[0], Double.NaN);
    }

    static CpuDemand of(MemoryTrace trace, List<VcpuId> vcpus, int pcpus) {
        CpuDemand decoded = new CpuDemand(trace, vcpus, pcpus);
        Windows windows = new Windows(trace.samples(), trace.events());
        int first = -1;
        int last = -1;
        Demand wide = Demand.of(List.of());
        for (int t = 1; t < trace.samples().size(); t++) {
            if (windows.first(t) != first || windows.last(t) != last) {
                first = windows.first(t);
                last = windows.last(t);
                wide = Demand.of(trace.samples().subList(first, last + 1));
            }
            decoded.vcpus(t, wide);
            decoded.host(t, trace.samples().subList(first, last + 1));
        }
        return decoded;
    }

    private void vcpus(int t, Demand wide) {
        Demand narrow = null;
        for (int v = 0; v < vcpus.size(); v++) {
            VcpuDemand found = wide.vcpus().get(vcpus.get(v));
            if (found == null) {
                // The vCPU is gone or silent by the window's end: its own interval must do.
                narrow = narrow == null ? Demand.of(trace.samples().subList(t - 1, t + 1)) : narrow;
                found = narrow.vcpus().get(vcpus.get(v));
            }
            demand[t][v] = found == null ? demand[t - 1][v] : Math.max(0, Math.min(1, found.value()));
            mark(t, v, found);
        }
    }

    private void mark(int t, int v, @Nullable VcpuDemand found) {
        boolean censors = found != null && found.censored();
        if (found != null && censors && !wasCensored[v]) {
            VcpuId id = vcpus.get(v);
            Sample sample = trace.samples().get(t);
            String name = sample.domain(id.domain()).map(DomainSample::name).orElse(id.domain());
            String detail = String.format(
                    Locale.ROOT,
                    "vCPU %d wanted at least %.2f of a pCPU; how much is unknown",
                    id.number(),
                    found.low());
            censored.add(new Event(sample.tick(), sample.utcMicros(), EventType.CENSORED, name, null, detail));
        }
        wasCensored[v] = found == null ? wasCensored[v] : censors;
    }

    private void host(int t, List<Sample> window) {
        Sample first = window.get(0);
        Sample last = window.get(window.size() - 1);
        double elapsed = last.monotonicNanos() - first.monotonicNanos();
        List<PcpuUsage> usage = PcpuUsage.over(window);
        for (int p = 0; p < hostLoad[t].length; p++) {
            Long busy = p < usage.size() ? busy(first, last.pcpus().get(p)) : null;
            Double guests = p < usage.size() ? usage.get(p).percent() : null;
            hostLoad[t][p] = busy == null || guests == null || elapsed <= 0
                    ? hostLoad[t - 1][p]
                    : Math.max(0, Math.min(1, busy / elapsed - guests / 100));
        }
    }

    private static @Nullable Long busy(Sample first, PcpuSample end) {
        for (PcpuSample begin : first.pcpus()) {
            if (begin.number() == end.number() && begin.busyNanos() != null && end.busyNanos() != null) {
                return end.busyNanos() - begin.busyNanos();
            }
        }
        return null;
    }

    double demand(int t, int vcpu) {
        return demand[t][vcpu];
    }

    /** The host's own load per pCPU of a host with as many as the array: by pCPU on the recorded shape, else spread evenly. */
    void hostLoad(int t, double[] into) {
        if (into.length == hostLoad[t].length) {
            System.arraycopy(hostLoad[t], 0, into, 0, into.length);
        } else {
            Arrays.fill(into, Arrays.stream(hostLoad[t]).sum() / into.length);
        }
    }

    List<Event> censored() {
        return censored.stream().sorted(Comparator.comparingLong(Event::tick)).toList();
    }
}
