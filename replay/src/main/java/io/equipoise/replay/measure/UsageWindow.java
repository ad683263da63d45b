package io.equipoise.replay.measure;

import io.equipoise.traces.Sample;
import io.equipoise.traces.demand.Demand;
import io.equipoise.traces.demand.VcpuDemand;
import io.equipoise.traces.usage.PcpuUsage;
import io.equipoise.traces.usage.Quantity;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Each pCPU's usage, averaged over consecutive readings.
 *
 * @param fromTick the first reading's interval begins here; of booked usage the first sample's tick
 * @param toTick the last reading's interval ends here
 * @param usage one a pCPU; all of one quantity
 * @param samples what was read
 */
public record UsageWindow(long fromTick, long toTick, List<PcpuUsage> usage, List<Sample> samples) {
    public UsageWindow {
        usage = List.copyOf(usage);
        samples = List.copyOf(samples);
    }

    /** Whether every pCPU's usage is known; the figures below ask for it. */
    public boolean known() {
        return !usage.isEmpty() && usage.stream().allMatch(pcpu -> pcpu.percent() != null);
    }

    public Quantity quantity() {
        return usage.get(0).quantity();
    }

    /** Usage in percent, in order of pCPU. */
    public double[] percents() {
        return usage.stream()
                .map(PcpuUsage::percent)
                .mapToDouble(Objects::requireNonNull)
                .toArray();
    }

    /** Mean usage, percent. */
    public double mean() {
        return Arrays.stream(percents()).average().orElse(0);
    }

    /** Population standard deviation of usage, percentage points. */
    public double deviation() {
        return deviation(percents());
    }

    /** Largest less smallest usage, percentage points. */
    public double spread() {
        double[] percents = percents();
        return Arrays.stream(percents).max().orElse(0)
                - Arrays.stream(percents).min().orElse(0);
    }

    /** Jain's fairness index of usage, 1 / n to 1; 1 of idle pCPUs (Jain, Chiu, Hawe 1984). */
    public double jain() {
        double[] percents = percents();
        double sum = Arrays.stream(percents).sum();
        double squares = Arrays.stream(percents).map(value -> value * value).sum();
        return squares == 0 ? 1 : sum * sum / (percents.length * squares);
    }

    /** The best deviation that any assignment of these demands could reach; null where no vCPU's time is known. */
    public @Nullable BestDeviation best() {
        double[] demands = Demand.of(samples).vcpus().values().stream()
                .mapToDouble(VcpuDemand::value)
                .map(share -> 100 * share)
                .toArray();
        return demands.length == 0 ? null : BestDeviation.of(demands, usage.size());
    }

    static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }
}
