package io.equipoise.replay.measure;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The smallest deviation of usage that any assignment of vCPUs to single pCPUs could reach.
 *
 * @param points percentage points
 * @param exact whether every assignment was considered; else it is the best of those that were
 */
public record BestDeviation(double points, boolean exact) {
    private static final int MOST_STEPS = 50_000;
    private static final double FULL = 100;
    private static final double NEGLIGIBLE = 0.01;

    /** Of demands in percent of a pCPU; a pCPU whose demands exceed 100 is used by 100. */
    public static BestDeviation of(double[] demands, int pcpus) {
        Search search = new Search(demands, pcpus);
        search.assign(0);
        return new BestDeviation(search.best, search.best <= NEGLIGIBLE || search.steps <= MOST_STEPS);
    }

    /** Depth-first, largest demand first onto the least loaded pCPU: its first leaf is the LPT assignment (Graham 1969). */
    private static final class Search {
        private final double[] demands;
        private final double[] loads;
        private double best = Double.POSITIVE_INFINITY;
        private int steps;

        Search(double[] demands, int pcpus) {
            this.demands = Arrays.stream(demands)
                    .boxed()
                    .sorted((a, b) -> Double.compare(b, a))
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            this.loads = new double[pcpus];
        }

        void assign(int next) {
            if (next == demands.length) {
                best = Math.min(
                        best,
                        UsageWindow.deviation(Arrays.stream(loads)
                                .map(load -> Math.min(load, FULL))
                                .toArray()));
                return;
            }
            int[] order = IntStream.range(0, loads.length)
                    .boxed()
                    .sorted((a, b) -> Double.compare(loads[a], loads[b]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            double tried = Double.NaN;
            for (int pcpu : order) {
                if (loads[pcpu] == tried) {
                    continue;
                }
                if (best <= NEGLIGIBLE || (best < Double.POSITIVE_INFINITY && ++steps > MOST_STEPS)) {
                    return;
                }
                tried = loads[pcpu];
                loads[pcpu] = tried + demands[next];
                assign(next + 1);
                loads[pcpu] = tried;
            }
        }
    }
}
