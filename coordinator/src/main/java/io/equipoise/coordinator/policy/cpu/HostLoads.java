package io.equipoise.coordinator.policy.cpu;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.demand.DemandWindow;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs on each pCPU beside the vCPUs: busy less what those ran there, over the intervals that demand is estimated
 * from. In an interval in which a vCPU was free over several pCPUs only the sum is known, which is then spread evenly.
 */
final class HostLoads {
    private static final int NOWHERE = -1;

    private final Deque<double[]> intervals = new ArrayDeque<>();
    private @Nullable Sample before;

    /** Takes in the next sample; an interval of which a counter is missing or ran back tells nothing. */
    void see(Sample now) {
        double[] load = before == null ? null : between(before, now);
        before = now;
        if (!intervals.isEmpty() && intervals.getLast().length != now.pcpus().size()) {
            intervals.clear();
        }
        if (load != null) {
            intervals.add(load);
            if (intervals.size() > DemandWindow.TICKS) {
                intervals.remove();
            }
        }
    }

    /** Of each pCPU of the newest sample with this number, a share of it; 0 where it is unknown. */
    double[] of(List<Integer> numbers) {
        double[] load = new double[numbers.size()];
        if (before == null || intervals.isEmpty()) {
            return load;
        }
        List<PcpuSample> pcpus = before.pcpus();
        for (int p = 0, position = 0; p < pcpus.size() && position < load.length; p++) {
            if (pcpus.get(p).number() == numbers.get(position)) {
                for (double[] interval : intervals) {
                    load[position] += interval[p];
                }
                load[position] = Math.max(0, Math.min(1, load[position] / intervals.size()));
                position++;
            }
        }
        return load;
    }

    private static double @Nullable [] between(Sample earlier, Sample later) {
        double elapsed = later.monotonicNanos() - earlier.monotonicNanos();
        int n = later.pcpus().size();
        if (elapsed <= 0 || earlier.pcpus().size() != n || n == 0) {
            return null;
        }
        double[] load = new double[n];
        int[] positions = positions(later.pcpus());
        for (int p = 0; p < n; p++) {
            PcpuSample end = later.pcpus().get(p);
            PcpuSample begin = earlier.pcpus().get(p);
            if (begin.number() != end.number() || begin.busyNanos() == null || end.busyNanos() == null) {
                return null;
            }
            load[p] = (end.busyNanos() - begin.busyNanos()) / elapsed;
        }
        return take(load, earlier, later, positions, elapsed) ? load : null;
    }

    /** The position of each pCPU by its number, {@link #NOWHERE} for a number that is none's. */
    private static int[] positions(List<PcpuSample> pcpus) {
        int last = pcpus.stream().mapToInt(PcpuSample::number).max().orElse(NOWHERE);
        int[] positions = new int[last + 1];
        Arrays.fill(positions, NOWHERE);
        for (int p = 0; p < pcpus.size(); p++) {
            positions[pcpus.get(p).number()] = p;
        }
        return positions;
    }

    /** Takes what the vCPUs ran off the busy shares; false where that of any is unknown. */
    private static boolean take(double[] busy, Sample earlier, Sample later, int[] positions, double elapsed) {
        double free = 0;
        boolean anyFree = false;
        if (earlier.domains().size() != later.domains().size()) {
            return false;
        }
        Iterator<DomainSample> starts = earlier.domains().iterator();
        for (DomainSample domain : later.domains()) {
            DomainSample start = starts.next();
            List<VcpuSample> ends = domain.vcpus();
            if (start.id() != domain.id()
                    || !start.uuid().equals(domain.uuid())
                    || start.vcpus().size() != ends.size()) {
                return false;
            }
            for (int v = 0; v < ends.size(); v++) {
                VcpuSample end = ends.get(v);
                Long began = start.vcpus().get(v).timeNanos();
                Long ended = end.timeNanos();
                if (began == null || ended == null || began > ended) {
                    return false;
                }
                double ran = (ended - began) / elapsed;
                int on = position(end.affinity(), positions);
                if (on == NOWHERE) {
                    anyFree = true;
                    free += ran;
                } else {
                    busy[on] -= ran;
                }
            }
        }
        if (anyFree) {
            Arrays.fill(busy, Math.max(0, Arrays.stream(busy).sum() - free) / busy.length);
        }
        return true;
    }

    private static int position(@Nullable CpuSet affinity, int[] positions) {
        return affinity == null || affinity.size() != 1 || affinity.first() >= positions.length
                ? NOWHERE
                : positions[affinity.first()];
    }
}
