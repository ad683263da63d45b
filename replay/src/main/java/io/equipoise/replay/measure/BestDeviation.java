package io.equipoise.replay.measure;

import java.util.Arrays;

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
        search.assign(demands.length - 1);
        return new BestDeviation(search.best, search.best <= NEGLIGIBLE || search.steps <= MOST_STEPS);
    }

    /**
     * Depth-first, largest demand first onto the least loaded pCPU: its first leaf is the LPT assignment (Graham 1969). What
     * already lies above the mean bounds every leaf below from below.
     */
    private static final class Search {
        private final double[] demands;
        private final double[] loads;
        private final double mean;
        private double best = Double.POSITIVE_INFINITY;
        private int steps;

        Search(double[] demands, int pcpus) {
            this.demands = demands.clone();
            Arrays.sort(this.demands);
            this.loads = new double[pcpus];
            this.mean = Arrays.stream(demands).sum() / pcpus;
        }

        /** Assigns the demand at this index and all smaller ones; those above it are assigned. */
        void assign(int next) {
            if (next < 0) {
                best = Math.min(
                        best,
                        UsageWindow.deviation(Arrays.stream(loads)
                                .map(load -> Math.min(load, FULL))
                                .toArray()));
                return;
            }
            boolean[] tried = new boolean[loads.length];
            for (int pcpu = leastLoaded(tried); pcpu >= 0; pcpu = leastLoaded(tried)) {
                if (best <= NEGLIGIBLE || (best < Double.POSITIVE_INFINITY && ++steps > MOST_STEPS)) {
                    return;
                }
                double before = loads[pcpu];
                loads[pcpu] += demands[next];
                if (bound() < best) {
                    assign(next - 1);
                }
                loads[pcpu] = before;
                for (int i = 0; i < loads.length; i++) {
                    tried[i] |= loads[i] == before;
                }
            }
        }

        private int leastLoaded(boolean[] tried) {
            int least = -1;
            for (int i = 0; i < loads.length; i++) {
                least = !tried[i] && (least < 0 || loads[i] < loads[least]) ? i : least;
            }
            return least;
        }

        private double bound() {
            double squares = 0;
            for (double load : loads) {
                double above = Math.max(0, Math.min(load, FULL) - mean);
                squares += above * above;
            }
            return Math.sqrt(squares / loads.length);
        }
    }
}
