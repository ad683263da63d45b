package io.equipoise.replay.run;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.demand.Demand;
import io.equipoise.traces.demand.VcpuDemand;
import io.equipoise.traces.usage.PcpuUsage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What every vCPU wanted and the host itself took in each interval of a trace. */
final class CpuDemand {
    private final MemoryTrace trace;
    private final List<VcpuId> vcpus;
    private final double[][] demand;
    private final double[][] hostLoad;
    private final boolean[] wasCensored;
    private final LastSeen seen;
    private final boolean blind;
    private final Map<VcpuId, Integer> numbers = new HashMap<>();
    private final HostInterference interference;
    private final double[][] competing;
    private final List<Event> censored = new ArrayList<>();

    private CpuDemand(MemoryTrace trace, List<VcpuId> vcpus, int pcpus) {
        this.trace = trace;
        this.vcpus = vcpus;
        this.demand = new double[trace.samples().size()][vcpus.size()];
        this.hostLoad = new double[trace.samples().size()][pcpus];
        this.wasCensored = new boolean[vcpus.size()];
        this.seen = new LastSeen(vcpus);
        this.blind = trace.samples().stream().noneMatch(CpuDemand::showsContention);
        vcpus.forEach(id -> numbers.put(id, numbers.size()));
        this.interference = new HostInterference(pcpus, vcpus.size());
        this.competing = new double[trace.samples().size()][pcpus];
        Arrays.fill(demand[0], Double.NaN);
    }

    static CpuDemand of(MemoryTrace trace, List<VcpuId> vcpus, int pcpus) {
        CpuDemand decoded = new CpuDemand(trace, vcpus, pcpus);
        decoded.markBlind();
        Windows windows =
                new Windows(trace.samples(), trace.events(), trace.header().intervalMillis());
        int first = -1;
        int last = -1;
        Demand wide = Demand.of(List.of());
        decoded.seen.see(trace.samples().get(0));
        for (int t = 1; t < trace.samples().size(); t++) {
            if (windows.first(t) != first || windows.last(t) != last) {
                first = windows.first(t);
                last = windows.last(t);
                wide = Demand.of(trace.samples().subList(first, last + 1));
            }
            decoded.seen.see(trace.samples().get(t));
            decoded.vcpus(t, wide);
            decoded.host(t, trace.samples().subList(first, last + 1));
            decoded.interference(t, wide);
        }
        return decoded;
    }

    private void vcpus(int t, Demand wide) {
        Map<Integer, Demand> since = new HashMap<>();
        for (int v = 0; v < vcpus.size(); v++) {
            VcpuDemand found = wide.vcpus().get(vcpus.get(v));
            // The vCPU is gone or silent at an end of the window: the time since it was last seen must do.
            int last = found == null ? seen.before(v) : LastSeen.NEVER;
            if (last != LastSeen.NEVER) {
                List<Sample> ends =
                        List.of(trace.samples().get(last), trace.samples().get(t));
                found = since.computeIfAbsent(last, at -> Demand.of(ends))
                        .vcpus()
                        .get(vcpus.get(v));
            }
            if (found != null) {
                demand[t][v] = Math.max(0, Math.min(1, found.value()));
            } else {
                demand[t][v] = seen.isUnplugged(v) ? 0 : demand[t - 1][v];
            }
            mark(t, v, found);
        }
    }

    /** Where no contention shows anywhere, one word for the trace instead of one for each vCPU. */
    private void markBlind() {
        Sample first = trace.samples().get(0);
        if (blind) {
            String detail = "the trace shows neither waiting times nor pCPUs: each vCPU wanted at least what it ran";
            censored.add(new Event(first.tick(), first.utcMicros(), EventType.CENSORED, null, null, detail));
        }
    }

    private static boolean showsContention(Sample sample) {
        return !sample.pcpus().isEmpty()
                || sample.domains().stream()
                        .flatMap(domain -> domain.vcpus().stream())
                        .anyMatch(vcpu -> vcpu.delayNanos() != null);
    }

    private void mark(int t, int v, @Nullable VcpuDemand found) {
        boolean censors = found != null && found.censored() && !blind;
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

    /** Finds what of the host load the guests waited for, where all that they ran is known. */
    private void interference(int t, Demand wide) {
        System.arraycopy(hostLoad[t], 0, competing[t], 0, hostLoad[t].length);
        if (!HostInterference.matters(hostLoad[t])) {
            return;
        }
        @Nullable CpuSet[] affinity = new CpuSet[vcpus.size()];
        CpuSet host = CpuSet.firstOf(hostLoad[t].length);
        double[] wanted = new double[vcpus.size()];
        double ran = 0;
        for (DomainSample domain : trace.samples().get(t).domains()) {
            for (VcpuSample vcpu : domain.vcpus()) {
                VcpuId id = new VcpuId(domain.uuid(), vcpu.number());
                int v = Objects.requireNonNull(numbers.get(id));
                VcpuDemand found = wide.vcpus().get(id);
                if (found != null && !Double.isNaN(demand[t][v])) {
                    CpuSet here =
                            vcpu.affinity() == null ? host : vcpu.affinity().intersect(host);
                    affinity[v] = here.isEmpty() ? host : here;
                    wanted[v] = demand[t][v];
                    ran += found.run();
                }
            }
        }
        double part = interference.part(affinity, wanted, ran, hostLoad[t]);
        HostInterference.compete(affinity, part, competing[t]);
    }

    /** What of the host load of interval t competes with guests, as {@link #hostLoad}; the rest yields to them. */
    void competing(int t, double[] into) {
        onShape(competing[t], into);
    }

    double demand(int t, int vcpu) {
        return demand[t][vcpu];
    }

    /** The host's own load per pCPU of a host with as many as the array: by pCPU on the recorded shape, else spread evenly. */
    void hostLoad(int t, double[] into) {
        onShape(hostLoad[t], into);
    }

    private static void onShape(double[] load, double[] into) {
        if (into.length == load.length) {
            System.arraycopy(load, 0, into, 0, into.length);
        } else {
            Arrays.fill(into, Arrays.stream(load).sum() / into.length);
        }
    }

    List<Event> censored() {
        return censored.stream().sorted(Comparator.comparingLong(Event::tick)).toList();
    }
}
