package io.equipoise.coordinator.policy.cpu;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.demand.DemandWindow;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What runs on each pCPU beside the vCPUs: busy less what those ran there, over the intervals that demand is estimated
 * from. In an interval in which a vCPU was free over several pCPUs only the sum is known, which is then spread evenly.
 */
final class HostLoads {
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
        Map<Integer, Integer> positions = new HashMap<>();
        for (int p = 0; p < n; p++) {
            PcpuSample end = later.pcpus().get(p);
            PcpuSample begin = earlier.pcpus().get(p);
            if (begin.number() != end.number() || begin.busyNanos() == null || end.busyNanos() == null) {
                return null;
            }
            positions.put(end.number(), p);
            load[p] = (end.busyNanos() - begin.busyNanos()) / elapsed;
        }
        return take(load, earlier, later, positions, elapsed) ? load : null;
    }

    /** Takes what the vCPUs ran off the busy shares; false where that of any is unknown. */
    private static boolean take(
            double[] busy, Sample earlier, Sample later, Map<Integer, Integer> positions, double elapsed) {
        double free = 0;
        boolean anyFree = false;
        if (earlier.domains().size() != later.domains().size()) {
            return false;
        }
        for (int d = 0; d < later.domains().size(); d++) {
            DomainSample domain = later.domains().get(d);
            DomainSample start = earlier.domains().get(d);
            if (start.id() != domain.id()
                    || !start.uuid().equals(domain.uuid())
                    || start.vcpus().size() != domain.vcpus().size()) {
                return false;
            }
            for (int v = 0; v < domain.vcpus().size(); v++) {
                VcpuSample end = domain.vcpus().get(v);
                VcpuSample begin = start.vcpus().get(v);
                if (begin.timeNanos() == null || end.timeNanos() == null || begin.timeNanos() > end.timeNanos()) {
                    return false;
                }
                double ran = (end.timeNanos() - begin.timeNanos()) / elapsed;
                Integer on = end.affinity() == null || end.affinity().size() != 1
                        ? null
                        : positions.get(end.affinity().first());
                if (on == null) {
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
}
