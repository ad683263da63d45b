package io.equipoise.coordinator.policy.cpu;

import io.equipoise.coordinator.policy.cpu.HostSnapshot.Interval;
import io.equipoise.traces.demand.DemandWindow;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What runs bound to each pCPU beside the vCPUs. Of the host's own load only that counts which stays where it is though
 * another pCPU is clearly less busy: Linux would have moved any other, and will again when vCPUs move. What was found bound
 * is remembered for as long as so much runs there, since nothing shows it any more once vCPUs gave way. Learnt from whole
 * demand windows in which no vCPU moved or was free over several pCPUs.
 */
final class HostLoads {
    /** A pCPU that is busier than the least busy one by less keeps its load by chance, as idle time is left on both. */
    private static final double CHANCE = 0.2;

    private final Deque<Interval> intervals = new ArrayDeque<>();
    private double[] bound = {};
    private @Nullable HostSnapshot before;

    /** Takes in the next sample; an interval of which a counter is missing or ran back tells nothing. */
    void see(HostSnapshot now) {
        HostSnapshot last = before;
        before = now;
        Interval interval = last == null ? null : now.since(last);
        if (last == null || interval == null) {
            intervals.clear();
            return;
        }
        if (!now.standsAsIn(last)) {
            intervals.clear();
        }
        intervals.add(interval);
        if (intervals.size() > DemandWindow.TICKS) {
            intervals.remove();
        }
        if (intervals.size() == DemandWindow.TICKS) {
            learn(interval.pcpus());
        }
    }

    /** Of each of these pCPUs, a share of it; 0 where it is unknown. */
    double[] of(List<Integer> numbers) {
        double[] loads = new double[numbers.size()];
        for (int p = 0; p < loads.length; p++) {
            int number = numbers.get(p);
            loads[p] = number < bound.length ? bound[number] : 0;
        }
        return loads;
    }

    private void learn(int[] pcpus) {
        double[] busy = mean(Interval::busy, pcpus.length);
        double[] host = mean(Interval::host, pcpus.length);
        double least = Loads.least(busy);
        for (int p = 0; p < pcpus.length; p++) {
            double load = Math.max(0, Math.min(1, host[p]));
            double stays = busy[p] - least > CHANCE ? Math.min(load, busy[p] - least) : 0;
            int number = pcpus[p];
            if (number >= bound.length) {
                bound = Arrays.copyOf(bound, number + 1);
            }
            bound[number] = Math.max(stays, Math.min(bound[number], load));
        }
    }

    private double[] mean(Function<Interval, double[]> shares, int pcpus) {
        double[] mean = new double[pcpus];
        for (Interval interval : intervals) {
            double[] one = shares.apply(interval);
            for (int p = 0; p < pcpus; p++) {
                mean[p] += one[p];
            }
        }
        for (int p = 0; p < pcpus; p++) {
            mean[p] /= intervals.size();
        }
        return mean;
    }
}
