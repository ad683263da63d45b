package io.equipoise.replay.run;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.GuestOrder;
import io.equipoise.replay.model.Conservation;
import io.equipoise.replay.model.cpu.CpuModel;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The vCPUs and pCPUs of the model host: affinities, and counters that grow by what the CPU model makes of each interval. */
final class ModelVcpus {
    /** Beyond it an open load's backlog only grows. */
    private static final double MOST_WAITED = 0.98;

    private final Roster roster;
    private final CpuModel model;
    private final CpuSet host;
    private final CpuSet[] affinity;
    private final @Nullable Integer[] on;
    private final boolean[] active;
    private final int[] domainOf;
    private final double[] domainDemand;
    private final double[] demand;
    private final double[] waited;
    private final double[] weight;
    private final double[] hostLoad;
    private final double[] yielding;
    private final long[] runNanos;
    private final long[] waitNanos;
    private final long[] lastRun;
    private final long[] guestNanos;
    private final long[] busyNanos;
    private final long[] idleNanos;
    private int @Nullable [] lastIds;

    ModelVcpus(Roster roster, ReplaySetup setup) {
        this.roster = roster;
        int n = roster.vcpuCount();
        int pcpus = setup.pcpus();
        model = new CpuModel(pcpus, n);
        host = CpuSet.firstOf(pcpus);
        affinity = new CpuSet[n];
        on = new Integer[n];
        active = new boolean[n];
        domainOf = new int[n];
        domainDemand = new double[roster.domainCount()];
        demand = new double[n];
        waited = new double[n];
        weight = new double[n];
        hostLoad = new double[pcpus];
        yielding = new double[pcpus];
        runNanos = new long[n];
        waitNanos = new long[n];
        lastRun = new long[n];
        guestNanos = new long[pcpus];
        busyNanos = new long[pcpus];
        idleNanos = new long[pcpus];
        for (int v = 0; v < n; v++) {
            domainOf[v] = roster.domain(roster.vcpu(v).domain());
        }
        start(setup);
    }

    private void start(ReplaySetup setup) {
        List<Integer> pcpus = IntStream.range(0, setup.pcpus()).boxed().toList();
        if (setup.placement() != null) {
            IntFunction<CpuSet> affinities = setup.placement().over(pcpus);
            int position = 0;
            for (DomainSample domain : GuestOrder.of(PolicyKind.CPU, roster.firstSeen())) {
                for (int v : roster.domainVcpus(roster.domain(domain.uuid()))) {
                    place(v, affinities.apply(position++));
                }
            }
            return;
        }
        for (int v = 0; v < affinity.length; v++) {
            CpuSet seen = roster.firstAffinity(v);
            place(v, seen == null ? host : onThisHost(seen));
        }
    }

    /** A recorded affinity by position on this host; every pCPU where none of it is there. */
    CpuSet onThisHost(CpuSet recordedAffinity) {
        CpuSet here = roster.positions(recordedAffinity).intersect(host);
        return here.isEmpty() ? host : here;
    }

    /** Sets an affinity for the intervals to come; the answer is libvirt's. */
    String pin(String domain, int vcpu, CpuSet set) {
        int v = roster.vcpu(domain, vcpu);
        if (v == Roster.NONE) {
            return "invalid argument: vCPU " + vcpu + " is not in the domain";
        }
        if (set.isEmpty() || !host.containsAll(set)) {
            return "invalid argument: pCPUs '" + set + "' are not all of this host, which has " + host;
        }
        place(v, set);
        return "ok";
    }

    private void place(int v, CpuSet set) {
        affinity[v] = set;
        on[v] = set.size() == 1 ? (Integer) set.first() : null;
    }

    /** Lives through interval {@code t} of a stretch, which took so many ns; at the first tick of the trace nothing ran yet. */
    void advance(Stretch stretch, int t, long elapsed) {
        int[] ids = stretch.ids()[t];
        int[] idsBefore = lastIds;
        lastIds = ids;
        if (idsBefore == null) {
            return;
        }
        stretch.hostLoad(t, yielding);
        stretch.competing(t, hostLoad);
        for (int p = 0; p < hostLoad.length; p++) {
            yielding[p] -= hostLoad[p];
        }
        load(stretch, t, idsBefore);
        for (int v = 0; v < affinity.length; v++) {
            model.place(v, active[v] ? affinity[v] : null);
        }
        model.solve(demand, weight, hostLoad);
        long tick = stretch.samples().get(t).tick();
        for (int v = 0; v < affinity.length; v++) {
            if (active[v]) {
                count(tick, v, elapsed);
            }
        }
        share(tick, elapsed);
    }

    private void load(Stretch stretch, int t, int[] idsBefore) {
        int[] ids = stretch.ids()[t];
        double[] wanted = stretch.demand()[t];
        for (int d = 0; d < domainDemand.length; d++) {
            boolean ranOn = ids[d] != Row.ABSENT && ids[d] == idsBefore[d];
            domainDemand[d] = 0;
            for (int v : roster.domainVcpus(d)) {
                active[v] = ranOn;
                waited[v] = ranOn ? waited[v] : 0;
                demand[v] = ranOn && !Double.isNaN(wanted[v]) ? wanted[v] : 0;
                if (stretch.open()[v]) {
                    // An open load that waits sleeps less for it, so that it runs as much: by what it waited before.
                    demand[v] = Math.min(1, demand[v] / (1 - waited[v]));
                }
                domainDemand[d] += demand[v];
                runNanos[v] = ranOn ? runNanos[v] : 0;
                waitNanos[v] = ranOn ? waitNanos[v] : 0;
            }
        }
        long[] shares = stretch.shares()[t];
        for (int v = 0; v < affinity.length; v++) {
            // The kernel gives each of a group's tasks the part of the group's weight that its load is of the group's.
            weight[v] = demand[v] > 0 ? shares[domainOf[v]] * (demand[v] / domainDemand[domainOf[v]]) : 1;
        }
    }

    private void count(long tick, int v, long elapsed) {
        VcpuId id = roster.vcpu(v);
        waited[v] = Math.min(MOST_WAITED, model.wait(v));
        lastRun[v] = nanos(model.run(v), elapsed);
        long wait = nanos(model.wait(v), elapsed);
        long sleep = nanos(model.sleep(v), elapsed);
        Conservation.vcpu(tick, id.domain(), id.number(), lastRun[v], wait, sleep, elapsed);
        runNanos[v] += lastRun[v];
        waitNanos[v] += wait;
    }

    /** A share of an interval in whole ns; unlike {@link Math#round} one instruction. */
    private static long nanos(double share, long elapsed) {
        return (long) Math.rint(share * elapsed);
    }

    /** Shares the vCPUs' whole nanoseconds out to the pCPUs of their group, so that none is lost by rounding. */
    private void share(long tick, long elapsed) {
        List<int[]> pcpuGroups = model.pcpuGroups();
        for (int g = 0; g < pcpuGroups.size(); g++) {
            int[] pcpus = pcpuGroups.get(g);
            long left = 0;
            for (int v : model.vcpuGroups().get(g)) {
                left += lastRun[v];
            }
            for (int i = 0; i < pcpus.length; i++) {
                int p = pcpus[i];
                boolean last = i == pcpus.length - 1;
                guestNanos[p] = last ? left : Math.min(left, nanos(model.used(p), elapsed));
                left -= guestNanos[p];
            }
        }
        for (int p = 0; p < guestNanos.length; p++) {
            long left = nanos(model.idle(p), elapsed);
            long yielded = Math.min(left, nanos(yielding[p], elapsed));
            long host = nanos(model.hostLoad(p), elapsed) + yielded;
            long idle = left - yielded;
            Conservation.pcpu(tick, p, guestNanos[p], host, idle, elapsed);
            long busy = Math.min(elapsed, guestNanos[p] + host);
            busyNanos[p] += busy;
            idleNanos[p] += elapsed - busy;
        }
    }

    List<PcpuSample> pcpuSamples() {
        List<PcpuSample> samples = new ArrayList<>();
        for (int p = 0; p < busyNanos.length; p++) {
            samples.add(new PcpuSample(p, busyNanos[p], idleNanos[p], null));
        }
        return samples;
    }

    /** The vCPUs of a domain as it was recorded at a tick, with this host's counters and affinities. */
    List<VcpuSample> vcpuSamples(int domain, DomainSample seen) {
        List<VcpuSample> own = seen.vcpus();
        if (own.size() == 1) {
            return List.of(sample(number(domain, seen, 0), own.get(0)));
        }
        List<VcpuSample> samples = new ArrayList<>(own.size());
        for (int k = 0; k < own.size(); k++) {
            samples.add(sample(number(domain, seen, k), own.get(k)));
        }
        return samples;
    }

    private int number(int domain, DomainSample seen, int k) {
        return roster.domainVcpu(domain, seen.uuid(), k, seen.vcpus().get(k).number());
    }

    private VcpuSample sample(int v, VcpuSample seen) {
        return new VcpuSample(seen.number(), runNanos[v], waitNanos[v], on[v], affinity[v], seen.state());
    }

    /** What vCPUs ran together, ns; null where there are none. */
    static @Nullable Long ran(List<VcpuSample> vcpus) {
        if (vcpus.size() < 2) {
            return vcpus.isEmpty() ? null : vcpus.get(0).timeNanos();
        }
        long sum = 0;
        for (VcpuSample vcpu : vcpus) {
            sum += Objects.requireNonNull(vcpu.timeNanos());
        }
        return sum;
    }
}
