package io.equipoise.coordinator.policy.cpu;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The CPU time of pCPUs and vCPUs as one sample shows it, and where each vCPU runs, in arrays: a sample is looked at once. */
final class HostCounters {
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final int NOWHERE = -1;

    private final long nanos;
    private final int[] pcpus;
    private final long[] busyNanos;
    private final String[] uuids;
    private final int[] ids;
    private final int[] begins;
    private final long[] ranNanos;
    private final int[] places;

    private HostCounters(Sample sample) {
        List<PcpuSample> shown = sample.pcpus();
        List<DomainSample> domains = sample.domains();
        nanos = sample.monotonicNanos();
        pcpus = new int[shown.size()];
        busyNanos = new long[pcpus.length];
        for (int p = 0; p < pcpus.length; p++) {
            pcpus[p] = shown.get(p).number();
            busyNanos[p] = known(shown.get(p).busyNanos());
        }
        uuids = new String[domains.size()];
        ids = new int[uuids.length];
        begins = new int[uuids.length + 1];
        int[] positions = positions();
        long[] ran = new long[uuids.length];
        int[] on = new int[uuids.length];
        int d = 0;
        int v = 0;
        for (DomainSample domain : domains) {
            List<VcpuSample> vcpus = domain.vcpus();
            uuids[d] = domain.uuid();
            ids[d] = domain.id();
            begins[++d] = v + vcpus.size();
            if (begins[d] > ran.length) {
                ran = Arrays.copyOf(ran, 2 * begins[d]);
                on = Arrays.copyOf(on, 2 * begins[d]);
            }
            for (int k = 0; k < vcpus.size(); k++) {
                VcpuSample vcpu = vcpus.get(k);
                ran[v] = known(vcpu.timeNanos());
                on[v++] = position(vcpu.affinity(), positions);
            }
        }
        ranNanos = ran;
        places = on;
    }

    static HostCounters of(Sample sample) {
        return new HostCounters(sample);
    }

    private static long known(@Nullable Long counter) {
        return counter == null ? UNKNOWN : counter;
    }

    private static int position(@Nullable CpuSet affinity, int[] positions) {
        return affinity == null || affinity.size() != 1 || affinity.first() >= positions.length
                ? NOWHERE
                : positions[affinity.first()];
    }

    /** The position of each pCPU by its number, {@link #NOWHERE} for a number that is none's. */
    private int[] positions() {
        int last = NOWHERE;
        for (int number : pcpus) {
            last = Math.max(last, number);
        }
        int[] positions = new int[last + 1];
        Arrays.fill(positions, NOWHERE);
        for (int p = 0; p < pcpus.length; p++) {
            positions[pcpus[p]] = p;
        }
        return positions;
    }

    /** What ran since an earlier sample; null where a counter is missing or ran back, or a vCPU is not bound to one pCPU. */
    @Nullable
    Interval since(HostCounters earlier) {
        double elapsed = nanos - earlier.nanos;
        if (elapsed <= 0 || pcpus.length == 0 || !isSameAs(earlier)) {
            return null;
        }
        double[] busy = new double[pcpus.length];
        for (int p = 0; p < busy.length; p++) {
            if (busyNanos[p] == UNKNOWN || earlier.busyNanos[p] == UNKNOWN) {
                return null;
            }
            busy[p] = (busyNanos[p] - earlier.busyNanos[p]) / elapsed;
        }
        long[] guestNanos = new long[pcpus.length];
        for (int v = 0; v < begins[ids.length]; v++) {
            long began = earlier.ranNanos[v];
            if (began == UNKNOWN || began > ranNanos[v] || places[v] == NOWHERE) {
                return null;
            }
            guestNanos[places[v]] += ranNanos[v] - began;
        }
        double[] host = new double[pcpus.length];
        for (int p = 0; p < host.length; p++) {
            host[p] = busy[p] - guestNanos[p] / elapsed;
        }
        return new Interval(pcpus, busy, host, places);
    }

    private boolean isSameAs(HostCounters other) {
        return Arrays.equals(pcpus, other.pcpus)
                && Arrays.equals(ids, other.ids)
                && Arrays.equals(begins, other.begins)
                && Arrays.equals(uuids, other.uuids);
    }

    /** Shares of each pCPU that were busy, and that something else than vCPUs ran, while these were so placed. */
    record Interval(int[] pcpus, double[] busy, double[] host, int[] places) {
        boolean alike(Interval other) {
            return Arrays.equals(pcpus, other.pcpus) && Arrays.equals(places, other.places);
        }
    }
}
