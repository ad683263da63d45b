package io.equipoise.replay.run;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.demand.Demand;
import io.equipoise.traces.demand.VcpuDemand;
import io.equipoise.traces.usage.PcpuUsage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds out, interval after interval, what every vCPU wanted and the host itself took. */
final class CpuDecoder {
    private static final int NEVER = -1;

    private final Survey survey;
    private final Roster roster;
    private final RowWindow rows;
    private final Consumer<Event> censored;
    private final boolean[] wasCensored;
    private final @Nullable Row[] last;
    private final double[] demand;
    private final double[] low;
    private final double[] high;
    private final double[] hostLoad;
    private final double[] run;
    private final HostInterference interference;
    private int hostFirst = NEVER;
    private int hostLast = NEVER;

    CpuDecoder(Survey survey, RowWindow rows, Consumer<Event> censored) {
        this.survey = survey;
        this.roster = survey.roster();
        this.rows = rows;
        this.censored = censored;
        this.wasCensored = new boolean[roster.vcpuCount()];
        this.last = new Row[roster.vcpuCount()];
        this.demand = new double[roster.vcpuCount()];
        this.hostLoad = new double[roster.pcpus().length];
        this.run = new double[roster.vcpuCount()];
        this.interference = new HostInterference(hostLoad.length, roster.vcpuCount());
        this.low = new double[roster.vcpuCount()];
        this.high = new double[roster.vcpuCount()];
        Arrays.fill(demand, Double.NaN);
        Arrays.fill(low, Double.NaN);
        Arrays.fill(high, Double.NaN);
    }

    /** Decodes the interval that ends at row t, which must be the next; at row 0 nothing is known yet. */
    void decode(int t, double[] demandThen, double[] hostLoadThen, double[] competingThen) {
        Row now = rows.get(t);
        if (t == 0) {
            markBlind(now.sample);
        } else {
            int first = survey.windows().first(t);
            int end = survey.windows().last(t);
            vcpus(now, first, rows.get(end));
            host(first, end);
        }
        for (int v = 0; v < last.length; v++) {
            last[v] = now.time[v] == Row.UNKNOWN ? last[v] : now;
        }
        System.arraycopy(demand, 0, demandThen, 0, demand.length);
        System.arraycopy(hostLoad, 0, hostLoadThen, 0, hostLoad.length);
        System.arraycopy(hostLoad, 0, competingThen, 0, hostLoad.length);
        if (t > 0 && HostInterference.matters(hostLoad)) {
            compete(now.sample, competingThen);
        }
    }

    /** Leaves of the host load what the guests waited for, as far as is known what they wanted and ran. */
    private void compete(Sample now, double[] competing) {
        @Nullable CpuSet[] affinity = new CpuSet[demand.length];
        double[] wanted = new double[demand.length];
        CpuSet host = CpuSet.firstOf(hostLoad.length);
        double ran = 0;
        for (DomainSample domain : now.domains()) {
            for (VcpuSample vcpu : domain.vcpus()) {
                int v = roster.vcpu(domain.uuid(), vcpu.number());
                if (!Double.isNaN(run[v]) && !Double.isNaN(demand[v])) {
                    CpuSet here = vcpu.affinity() == null ? host : roster.positions(vcpu.affinity());
                    affinity[v] = here.isEmpty() ? host : here;
                    wanted[v] = demand[v];
                    ran += run[v];
                }
            }
        }
        HostInterference.compete(affinity, interference.part(affinity, wanted, ran, hostLoad), competing);
    }

    /** Both ends of the demand in the interval that was decoded last. */
    void ends(double[] lowThen, double[] highThen) {
        System.arraycopy(low, 0, lowThen, 0, low.length);
        System.arraycopy(high, 0, highThen, 0, high.length);
    }

    private void vcpus(Row now, int first, Row end) {
        for (int v = 0; v < demand.length; v++) {
            VcpuDemand found = over(first, end, v);
            Row before = last[v];
            // The vCPU is gone or silent at an end of the window: the time since it was last seen must do.
            if (found == null && before != null && now.time[v] != Row.UNKNOWN) {
                found = ranOn(before, now, v) ? between(before, now, v) : null;
            }
            run[v] = found == null ? Double.NaN : found.run();
            if (found != null) {
                demand[v] = Math.max(0, Math.min(1, found.value()));
                low[v] = Math.max(0, Math.min(1, found.low()));
                high[v] = survey.blind() ? low[v] : Math.max(0, Math.min(1, found.high()));
            } else if (isUnplugged(now, v)) {
                demand[v] = 0;
                low[v] = 0;
                high[v] = 0;
            }
            mark(now.sample, v, found);
        }
    }

    private @Nullable VcpuDemand over(int first, Row end, int v) {
        int since = Math.max(first, end.since[v]);
        return end.time[v] == Row.UNKNOWN || since >= end.at ? null : between(rows.get(since), end, v);
    }

    private boolean ranOn(Row before, Row now, int v) {
        int domain = roster.domain(roster.vcpu(v).domain());
        return before.ids[domain] == now.ids[domain] && before.time[v] <= now.time[v];
    }

    private VcpuDemand between(Row begin, Row end, int v) {
        double elapsed = end.sample.monotonicNanos() - begin.sample.monotonicNanos();
        double ran = (end.time[v] - begin.time[v]) / elapsed;
        if (begin.delay[v] != Row.UNKNOWN && end.delay[v] != Row.UNKNOWN) {
            return VcpuDemand.waited(ran, (end.delay[v] - begin.delay[v]) / elapsed);
        }
        if (end.sample.pcpus().isEmpty()) {
            return VcpuDemand.unwaited(ran, false);
        }
        return Demand.between(begin.sample, end.sample, begin.time[v], null, sample(end, v));
    }

    private VcpuSample sample(Row row, int v) {
        VcpuId id = roster.vcpu(v);
        DomainSample domain = row.domains[roster.domain(id.domain())];
        if (domain != null) {
            for (VcpuSample vcpu : domain.vcpus()) {
                if (vcpu.number() == id.number()) {
                    return vcpu;
                }
            }
        }
        throw new IllegalStateException("row " + row.at + " does not show vCPU " + id);
    }

    /** Whether the row shows the domain's vCPUs and this is not one of them. */
    private boolean isUnplugged(Row now, int v) {
        DomainSample domain = now.domains[roster.domain(roster.vcpu(v).domain())];
        return domain != null && !domain.vcpus().isEmpty() && !now.shown[v];
    }

    /** Where no contention shows anywhere, one word for the trace instead of one for each vCPU. */
    private void markBlind(Sample first) {
        if (survey.blind()) {
            String detail = "the trace shows neither waiting times nor pCPUs: each vCPU wanted at least what it ran";
            censored.accept(new Event(first.tick(), first.utcMicros(), EventType.CENSORED, null, null, detail));
        }
    }

    private void mark(Sample now, int v, @Nullable VcpuDemand found) {
        if (found == null) {
            return;
        }
        boolean censors = found.censored() && !survey.blind();
        if (censors && !wasCensored[v]) {
            VcpuId id = roster.vcpu(v);
            String name = now.domain(id.domain()).map(DomainSample::name).orElse(id.domain());
            String detail = String.format(
                    Locale.ROOT,
                    "vCPU %d wanted at least %.2f of a pCPU; how much is unknown",
                    id.number(),
                    found.low());
            censored.accept(new Event(now.tick(), now.utcMicros(), EventType.CENSORED, name, null, detail));
        }
        wasCensored[v] = censors;
    }

    /** What cannot be known of a pCPU stays as it was. */
    private void host(int from, int to) {
        if (hostLoad.length == 0 || (from == hostFirst && to == hostLast)) {
            return;
        }
        hostFirst = from;
        hostLast = to;
        List<Sample> window = rows.samples(from, to);
        Sample first = window.get(0);
        Sample end = window.get(window.size() - 1);
        double elapsed = end.monotonicNanos() - first.monotonicNanos();
        if (end.pcpus().isEmpty() || elapsed <= 0) {
            return;
        }
        List<PcpuUsage> usage = PcpuUsage.over(window);
        Map<Integer, Long> busyAtFirst = new HashMap<>();
        first.pcpus().forEach(pcpu -> {
            if (pcpu.busyNanos() != null) {
                busyAtFirst.putIfAbsent(pcpu.number(), pcpu.busyNanos());
            }
        });
        for (int p = 0; p < Math.min(hostLoad.length, usage.size()); p++) {
            PcpuSample pcpu = end.pcpus().get(p);
            Long begin = busyAtFirst.get(pcpu.number());
            Double guests = usage.get(p).percent();
            if (begin != null && pcpu.busyNanos() != null && guests != null) {
                long busy = pcpu.busyNanos() - begin;
                hostLoad[p] = Math.max(0, Math.min(1, busy / elapsed - guests / 100));
            }
        }
    }
}
