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
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What runs bound to each pCPU beside the vCPUs. Of the host's own load only that counts which stays where it is though
 * another pCPU is clearly less busy: Linux would have moved any other, and will again when vCPUs move. What was found bound
 * is remembered for as long as so much runs there, since nothing shows it any more once vCPUs gave way. Learnt from whole
 * demand windows in which no vCPU moved or was free over several pCPUs.
 */
final class HostLoads {
    private static final int NOWHERE = -1;

    /** A pCPU that is busier than the least busy one by less keeps its load by chance, as idle time is left on both. */
    private static final double CHANCE = 0.2;

    private final Deque<Interval> intervals = new ArrayDeque<>();
    private final Map<Integer, Double> bound = new HashMap<>();
    private @Nullable Sample before;

    /** Takes in the next sample; an interval of which a counter is missing or ran back tells nothing. */
    void see(Sample now) {
        Interval interval = before == null ? null : between(before, now);
        before = now;
        if (interval == null) {
            intervals.clear();
            return;
        }
        if (!intervals.isEmpty() && !intervals.getLast().alike(interval)) {
            intervals.clear();
        }
        intervals.add(interval);
        if (intervals.size() > DemandWindow.TICKS) {
            intervals.remove();
        }
        if (intervals.size() == DemandWindow.TICKS) {
            learn(now.pcpus());
        }
    }

    /** Of each of these pCPUs, a share of it; 0 where it is unknown. */
    double[] of(List<Integer> numbers) {
        return numbers.stream()
                .mapToDouble(number -> bound.getOrDefault(number, 0.0))
                .toArray();
    }

    private void learn(List<PcpuSample> pcpus) {
        double[] busy = mean(Interval::busy);
        double[] host = mean(Interval::host);
        double least = Arrays.stream(busy).min().orElse(0);
        for (int p = 0; p < host.length; p++) {
            double load = Math.max(0, Math.min(1, host[p]));
            double stays = busy[p] - least > CHANCE ? Math.min(load, busy[p] - least) : 0;
            int number = pcpus.get(p).number();
            bound.put(number, Math.max(stays, Math.min(bound.getOrDefault(number, 0.0), load)));
        }
    }

    private double[] mean(Function<Interval, double[]> shares) {
        double[] mean = new double[shares.apply(intervals.getLast()).length];
        for (Interval interval : intervals) {
            double[] one = shares.apply(interval);
            for (int p = 0; p < mean.length; p++) {
                mean[p] += one[p] / intervals.size();
            }
        }
        return mean;
    }

    private static @Nullable Interval between(Sample earlier, Sample later) {
        double elapsed = later.monotonicNanos() - earlier.monotonicNanos();
        int n = later.pcpus().size();
        if (elapsed <= 0 || earlier.pcpus().size() != n || n == 0) {
            return null;
        }
        double[] busy = new double[n];
        int[] positions = positions(later.pcpus());
        for (int p = 0; p < n; p++) {
            PcpuSample end = later.pcpus().get(p);
            PcpuSample begin = earlier.pcpus().get(p);
            if (begin.number() != end.number() || begin.busyNanos() == null || end.busyNanos() == null) {
                return null;
            }
            busy[p] = (end.busyNanos() - begin.busyNanos()) / elapsed;
        }
        double[] host = busy.clone();
        int[] places = take(host, earlier, later, positions, elapsed);
        return places == null ? null : new Interval(busy, host, places);
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

    /** Takes what the vCPUs ran off the busy shares and says where each ran; null where that of any is unknown. */
    private static int @Nullable [] take(double[] busy, Sample earlier, Sample later, int[] positions, double elapsed) {
        if (earlier.domains().size() != later.domains().size()) {
            return null;
        }
        int[] places = new int
                [later.domains().stream()
                        .mapToInt(domain -> domain.vcpus().size())
                        .sum()];
        int taken = 0;
        Iterator<DomainSample> starts = earlier.domains().iterator();
        for (DomainSample domain : later.domains()) {
            DomainSample start = starts.next();
            List<VcpuSample> ends = domain.vcpus();
            if (start.id() != domain.id()
                    || !start.uuid().equals(domain.uuid())
                    || start.vcpus().size() != ends.size()) {
                return null;
            }
            for (int v = 0; v < ends.size(); v++) {
                VcpuSample end = ends.get(v);
                Long began = start.vcpus().get(v).timeNanos();
                Long ended = end.timeNanos();
                int on = position(end.affinity(), positions);
                if (began == null || ended == null || began > ended || on == NOWHERE) {
                    return null;
                }
                busy[on] -= (ended - began) / elapsed;
                places[taken++] = on;
            }
        }
        return places;
    }

    private static int position(@Nullable CpuSet affinity, int[] positions) {
        return affinity == null || affinity.size() != 1 || affinity.first() >= positions.length
                ? NOWHERE
                : positions[affinity.first()];
    }

    /** Shares of each pCPU that were busy, and that something else than vCPUs ran, while these were so placed. */
    private record Interval(double[] busy, double[] host, int[] places) {
        boolean alike(Interval other) {
            return busy.length == other.busy.length && Arrays.equals(places, other.places);
        }
    }
}
