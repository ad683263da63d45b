package io.equipoise.replay.run;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.GuestOrder;
import io.equipoise.replay.model.Conservation;
import io.equipoise.replay.model.cpu.CpuModel;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The vCPUs and pCPUs of the model host: affinities, and counters that grow by what the CPU model makes of each interval. */
final class ModelVcpus {
    /** What libvirt gives a domain whose shares nobody set; only ratios matter. */
    private static final long DEFAULT_SHARES = 1024;

    private final RecordedDemand recorded;
    private final CpuModel model;
    private final Map<VcpuId, Integer> numbers = new HashMap<>();
    private final CpuSet[] affinity;
    private final boolean[] active;
    private final long[] shares;
    private final int[] domainOf;
    private final double[] domainDemand;
    private final double[] demand;
    private final double[] weight;
    private final double[] hostLoad;
    private final double[] yielding;
    private final long[] runNanos;
    private final long[] waitNanos;
    private final long[] lastRun;
    private final long[] guestNanos;
    private final long[] busyNanos;
    private final long[] idleNanos;

    ModelVcpus(RecordedDemand recorded, ReplaySetup setup) {
        this.recorded = recorded;
        int n = recorded.vcpus().size();
        int pcpus = setup.pcpus();
        model = new CpuModel(pcpus, n);
        affinity = new CpuSet[n];
        active = new boolean[n];
        shares = new long[recorded.domains().size()];
        domainOf = new int[n];
        domainDemand = new double[recorded.domains().size()];
        demand = new double[n];
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
            numbers.put(recorded.vcpus().get(v), v);
            domainOf[v] = recorded.domainNumber(recorded.vcpus().get(v).domain());
        }
        start(setup);
    }

    private void start(ReplaySetup setup) {
        List<Integer> pcpus = IntStream.range(0, setup.pcpus()).boxed().toList();
        if (setup.placement() != null) {
            int position = 0;
            for (DomainSample domain : GuestOrder.of(PolicyKind.CPU, recorded.samples())) {
                for (int v : recorded.domainVcpus(recorded.domainNumber(domain.uuid()))) {
                    affinity[v] = setup.placement().affinity(position++, pcpus);
                }
            }
            return;
        }
        Arrays.fill(affinity, CpuSet.firstOf(setup.pcpus()));
        boolean[] known = new boolean[affinity.length];
        for (Sample sample : recorded.samples()) {
            for (DomainSample domain : sample.domains()) {
                for (VcpuSample vcpu : domain.vcpus()) {
                    int v = number(domain.uuid(), vcpu.number());
                    CpuSet seen = vcpu.affinity();
                    if (!known[v] && seen != null) {
                        affinity[v] = onThisHost(seen);
                        known[v] = true;
                    }
                }
            }
        }
    }

    /** A recorded affinity by position on this host; every pCPU where none of it is there. */
    CpuSet onThisHost(CpuSet recordedAffinity) {
        CpuSet host = CpuSet.firstOf(busyNanos.length);
        CpuSet here = recorded.positions(recordedAffinity).intersect(host);
        return here.isEmpty() ? host : here;
    }

    private int number(String domain, int vcpu) {
        Integer number = numbers.get(new VcpuId(domain, vcpu));
        return number == null ? -1 : number;
    }

    /** Sets an affinity for the intervals to come; the answer is libvirt's. */
    String pin(String domain, int vcpu, CpuSet set) {
        int v = number(domain, vcpu);
        if (v < 0) {
            return "invalid argument: vCPU " + vcpu + " is not in the domain";
        }
        CpuSet host = CpuSet.firstOf(busyNanos.length);
        if (set.isEmpty() || !host.intersect(set).equals(set)) {
            return "invalid argument: pCPUs '" + set + "' are not all of this host, which has " + host;
        }
        affinity[v] = set;
        return "ok";
    }

    /** Lives through interval {@code t}, from the recorded tick before it to its own. */
    void advance(int t) {
        Sample before = recorded.samples().get(t - 1);
        Sample after = recorded.samples().get(t);
        long elapsed = after.monotonicNanos() - before.monotonicNanos();
        load(t, after);
        for (int v = 0; v < affinity.length; v++) {
            model.place(v, active[v] ? affinity[v] : null);
        }
        model.solve(demand, weight, hostLoad);
        for (int v = 0; v < affinity.length; v++) {
            if (active[v]) {
                count(after.tick(), v, elapsed);
            }
        }
        share(after.tick(), elapsed);
    }

    private void load(int t, Sample after) {
        recorded.cpu().hostLoad(t, yielding);
        recorded.cpu().competing(t, hostLoad);
        for (int p = 0; p < hostLoad.length; p++) {
            yielding[p] -= hostLoad[p];
        }
        for (int d = 0; d < domainDemand.length; d++) {
            int id = recorded.domainId(t, d);
            boolean ranOn = id != RecordedDemand.ABSENT && id == recorded.domainId(t - 1, d);
            domainDemand[d] = 0;
            for (int v : recorded.domainVcpus(d)) {
                double wanted = recorded.demand(t, v);
                active[v] = ranOn;
                demand[v] = ranOn && !Double.isNaN(wanted) ? wanted : 0;
                domainDemand[d] += demand[v];
                runNanos[v] = ranOn ? runNanos[v] : 0;
                waitNanos[v] = ranOn ? waitNanos[v] : 0;
            }
        }
        for (DomainSample domain : after.domains()) {
            shares[recorded.domainNumber(domain.uuid())] =
                    domain.cpuShares() == null ? DEFAULT_SHARES : domain.cpuShares();
        }
        for (int v = 0; v < affinity.length; v++) {
            // The kernel gives each of a group's tasks the part of the group's weight that its load is of the group's.
            weight[v] = demand[v] > 0 ? shares[domainOf[v]] * (demand[v] / domainDemand[domainOf[v]]) : 1;
        }
    }

    private void count(long tick, int v, long elapsed) {
        VcpuId id = recorded.vcpus().get(v);
        lastRun[v] = Math.round(model.run(v) * elapsed);
        long wait = Math.round(model.wait(v) * elapsed);
        long sleep = Math.round(model.sleep(v) * elapsed);
        Conservation.vcpu(tick, id.domain(), id.number(), lastRun[v], wait, sleep, elapsed);
        runNanos[v] += lastRun[v];
        waitNanos[v] += wait;
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
                guestNanos[p] = last ? left : Math.min(left, Math.round(model.used(p) * elapsed));
                left -= guestNanos[p];
            }
        }
        for (int p = 0; p < guestNanos.length; p++) {
            long left = Math.round(model.idle(p) * elapsed);
            long yielded = Math.min(left, Math.round(yielding[p] * elapsed));
            long host = Math.round(model.hostLoad(p) * elapsed) + yielded;
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
    List<VcpuSample> vcpuSamples(DomainSample domain) {
        return domain.vcpus().stream()
                .map(vcpu -> sample(number(domain.uuid(), vcpu.number()), vcpu))
                .toList();
    }

    private VcpuSample sample(int v, VcpuSample seen) {
        Integer on = affinity[v].size() == 1 ? (Integer) affinity[v].first() : null;
        return new VcpuSample(seen.number(), runNanos[v], waitNanos[v], on, affinity[v], seen.state());
    }

    /** What a domain's vCPUs ran, ns; null for a domain without any. */
    @Nullable
    Long domainNanos(DomainSample domain) {
        return domain.vcpus().isEmpty()
                ? null
                : domain.vcpus().stream()
                        .mapToLong(vcpu -> runNanos[number(domain.uuid(), vcpu.number())])
                        .sum();
    }
}
