package io.equipoise.testbed.measure;

import java.util.Arrays;
import java.util.List;

/**
 * How late a recording's samples were asked, against the schedule of which the least late sample was on time.
 *
 * @param samples that were taken
 * @param missed ticks between the first and the last one that have none
 */
public record Lateness(long samples, long missed, double medianMillis, double p99Millis, double mostMillis) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** When the sample of a tick was asked. */
    record Asked(long tick, long monotonicNanos) {}

    /** @param asked in order of tick, at least one */
    static Lateness of(List<Asked> asked, long intervalNanos) {
        long first = asked.get(0).tick();
        long[] times = asked.stream()
                .mapToLong(sample -> sample.monotonicNanos() - (sample.tick() - first) * intervalNanos)
                .sorted()
                .toArray();
        double[] millis = Arrays.stream(times)
                .mapToDouble(nanos -> (nanos - times[0]) / NANOS_PER_MILLI)
                .toArray();
        long ticks = asked.get(asked.size() - 1).tick() - first + 1;
        return new Lateness(
                asked.size(), ticks - asked.size(), share(millis, 0.5), share(millis, 0.99), share(millis, 1));
    }

    /** The value that this share of the sorted values does not exceed. */
    private static double share(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
