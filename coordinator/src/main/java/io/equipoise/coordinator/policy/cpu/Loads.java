package io.equipoise.coordinator.policy.cpu;

/** Of loads or demands in an array, which are looked at too often for a stream. */
final class Loads {
    private Loads() {}

    /** The largest; 0 of none. */
    static double most(double[] loads) {
        double most = loads.length == 0 ? 0 : loads[0];
        for (double load : loads) {
            most = Math.max(most, load);
        }
        return most;
    }

    /** The smallest; 0 of none. */
    static double least(double[] loads) {
        double least = loads.length == 0 ? 0 : loads[0];
        for (double load : loads) {
            least = Math.min(least, load);
        }
        return least;
    }

    static double sum(double[] loads) {
        double sum = 0;
        for (double load : loads) {
            sum += load;
        }
        return sum;
    }
}
