package io.equipoise.coordinator.policy.cpu;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who there is in one sample, where each vCPU may run, and the CPU time of all, in arrays: a sample is looked at once. */
final class HostSnapshot {
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final int NOWHERE = -1;

    private final long nanos;
    private final int[] pcpus;
    private final long[] busyNanos;
    private final String[] uuids;
    private final int[] ids;
    private final boolean[] running;
    private final int[] begins;
    private int[] numbers;
    private boolean[] online;
    private long[] ranNanos;
    private @Nullable CpuSet[] affinities;

    private HostSnapshot(Sample sample) {
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
        running = new boolean[uuids.length];
        begins = new int[uuids.length + 1];
        numbers = new int[uuids.length];
        online = new boolean[uuids.length];
        ranNanos = new long[uuids.length];
        affinities = new CpuSet[uuids.length];
        int d = 0;
        int v = 0;
        for (DomainSample domain : domains) {
            List<VcpuSample> vcpus = domain.vcpus();
            uuids[d] = domain.uuid();
            ids[d] = domain.id();
            running[d] = Vcpus.runs(domain);
            begins[++d] = v + vcpus.size();
            if (begins[d] > numbers.length) {
                makeRoom(2 * begins[d]);
            }
            for (int k = 0; k < vcpus.size(); k++) {
                VcpuSample vcpu = vcpus.get(k);
                numbers[v] = vcpu.number();
                online[v] = vcpu.state() != VcpuState.OFFLINE;
                ranNanos[v] = known(vcpu.timeNanos());
                affinities[v++] = vcpu.affinity();
            }
        }
    }

    static HostSnapshot of(Sample sample) {
        return new HostSnapshot(sample);
    }

    private void makeRoom(int vcpus) {
        numbers = Arrays.copyOf(numbers, vcpus);
        online = Arrays.copyOf(online, vcpus);
        ranNanos = Arrays.copyOf(ranNanos, vcpus);
        affinities = Arrays.copyOf(affinities, vcpus);
    }

    private static long known(@Nullable Long counter) {
        return counter == null ? UNKNOWN : counter;
    }

    /** Whether the same vCPUs have the same affinities on the same pCPUs as in another sample. */
    boolean standsAsIn(HostSnapshot other) {
        return showsSameAs(other) && Arrays.equals(affinities, other.affinities);
    }

    /** Whether beside that the same ones run. */
    boolean runsAsIn(HostSnapshot other) {
        return standsAsIn(other) && Arrays.equals(running, other.running) && Arrays.equals(online, other.online);
    }

    /** Whether it has the same pCPUs, and the same guests with the same vCPUs. */
    private boolean showsSameAs(HostSnapshot other) {
        return Arrays.equals(pcpus, other.pcpus)
                && Arrays.equals(ids, other.ids)
                && Arrays.equals(begins, other.begins)
                && Arrays.equals(numbers, other.numbers)
                && Arrays.equals(uuids, other.uuids);
    }

    /**
     * What ran since an earlier sample; null where that shows other vCPUs or pCPUs, a counter is missing or ran back, or a
     * vCPU is not bound to one pCPU.
     */
    @Nullable
    Interval since(HostSnapshot earlier) {
        double elapsed = nanos - earlier.nanos;
        if (elapsed <= 0 || pcpus.length == 0 || !showsSameAs(earlier)) {
            return null;
        }
        double[] busy = new double[pcpus.length];
        for (int p = 0; p < busy.length; p++) {
            if (busyNanos[p] == UNKNOWN || earlier.busyNanos[p] == UNKNOWN) {
                return null;
            }
            busy[p] = (busyNanos[p] - earlier.busyNanos[p]) / elapsed;
        }
        int[] positions = positions();
        long[] guestNanos = new long[pcpus.length];
        for (int v = 0; v < begins[ids.length]; v++) {
            long began = earlier.ranNanos[v];
            int place = position(affinities[v], positions);
            if (began == UNKNOWN || began > ranNanos[v] || place == NOWHERE) {
                return null;
            }
            guestNanos[place] += ranNanos[v] - began;
        }
        double[] host = new double[pcpus.length];
        for (int p = 0; p < host.length; p++) {
            host[p] = busy[p] - guestNanos[p] / elapsed;
        }
        return new Interval(pcpus, busy, host);
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

    /** Shares of each pCPU that were busy, and that something else than vCPUs ran. */
    record Interval(int[] pcpus, double[] busy, double[] host) {}
}
