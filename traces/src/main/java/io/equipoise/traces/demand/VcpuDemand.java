package io.equipoise.traces.demand;

/**
 * What a vCPU would use uncontended, as shares of one pCPU.
 *
 * @param low it wants at least this: what it ran
 * @param high the demand of a closed load, which works and then sleeps a fixed time; 1 where nothing bounds it
 * @param run share of the window that it ran
 * @param waited share of the window that it was runnable but waited; 0 where unknown
 * @param censored whether contention hid the demand above {@code low}
 */
public record VcpuDemand(double low, double high, double run, double waited, boolean censored) {
    /** The best single figure: the closed load's demand, or what it ran where that is unknown. */
    public double value() {
        return censored ? low : high;
    }

    /** Of the shares of a window that a vCPU ran and waited, as its counters show them. */
    public static VcpuDemand waited(double ran, double delayed) {
        double run = Math.min(1, ran);
        double waited = Math.min(1 - run, Math.max(0, delayed));
        boolean open = 1 - run - waited < Demand.LEAST_SLEEP;
        return new VcpuDemand(run, open ? 1 : run / (1 - waited), run, waited, open);
    }

    /** The same without waiting times; {@code quiet} where no pCPU was so busy that it may have waited. */
    public static VcpuDemand unwaited(double ran, boolean quiet) {
        double run = Math.min(1, ran);
        return new VcpuDemand(run, quiet ? run : 1, run, 0, !quiet);
    }
}
