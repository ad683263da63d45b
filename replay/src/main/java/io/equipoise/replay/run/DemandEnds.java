package io.equipoise.replay.run;

import io.equipoise.replay.cases.Cases;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.demand.DemandMark;
import io.equipoise.traces.demand.DemandRange;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Both ends of what every vCPU wanted in each interval of a trace, as shares of a pCPU, and which of them its load has. */
final class DemandEnds {
    /** Ends that are nearer than a step of libvirt's counters in a second are one. */
    private static final double STEP = 0.01;

    private final double[][] low;
    private final double[][] high;
    private final DemandMark[] kinds;
    private final boolean bounded;

    /** @param bounded whether the trace shows anything that bounds demand from above */
    DemandEnds(MemoryTrace trace, List<VcpuId> vcpus, boolean bounded) {
        this.low = new double[trace.samples().size()][vcpus.size()];
        this.high = new double[trace.samples().size()][vcpus.size()];
        this.kinds = new DemandMark[vcpus.size()];
        this.bounded = bounded;
        if (isClosed(trace)) {
            Arrays.fill(kinds, DemandMark.CLOSED);
            return;
        }
        Map<VcpuId, DemandMark> told = bounded ? DemandRange.kinds(trace.samples()) : Map.of();
        Arrays.setAll(kinds, v -> told.getOrDefault(vcpus.get(v), DemandMark.UNKNOWN));
    }

    /** The loads of the cases that ship are closed by construction, unless one of them is a timer. */
    private static boolean isClosed(MemoryTrace trace) {
        String name = trace.header().caseName();
        return name != null
                && Cases.names().contains(name)
                && Cases.named(name).stages().stream()
                        .flatMap(stage -> stage.loads().stream())
                        .noneMatch(load -> load.open());
    }

    /** Where the low ends of interval t go. */
    double[] low(int t) {
        return low[t];
    }

    /** Where the high ends of interval t go. */
    double[] high(int t) {
        return high[t];
    }

    /** Demand by interval and vCPU at an end, given that of closed loads, which where it is censored is what they ran. */
    double[][] at(DemandEnd end, double[][] closed) {
        if (end == DemandEnd.CHOSEN && count(DemandMark.OPEN) == 0) {
            return closed;
        }
        double[][] demand = new double[low.length][kinds.length];
        for (int t = 0; t < low.length; t++) {
            for (int v = 0; v < kinds.length; v++) {
                demand[t][v] = at(end, t, v, closed[t][v]);
            }
        }
        return demand;
    }

    private double at(DemandEnd end, int t, int v, double closed) {
        boolean censored = high[t][v] >= 1;
        return switch (end) {
            case CHOSEN -> kinds[v] == DemandMark.OPEN ? low[t][v] : closed;
            case LOW -> kinds[v] == DemandMark.CLOSED ? closed : low[t][v];
            case HIGH -> kinds[v] == DemandMark.OPEN && !censored ? low[t][v] : high[t][v];
        };
    }

    /** Whether a vCPU's load counts as open at an end. */
    private boolean isOpen(DemandEnd end, int v) {
        return kinds[v] == DemandMark.OPEN || (end == DemandEnd.LOW && bounded && kinds[v] == DemandMark.UNKNOWN);
    }

    /** The same of every vCPU. */
    boolean[] open(DemandEnd end) {
        boolean[] open = new boolean[kinds.length];
        for (int v = 0; v < open.length; v++) {
            open[v] = isOpen(end, v);
        }
        return open;
    }

    /** Whether the low and the high end differ anywhere. */
    boolean isUncertain() {
        for (int t = 1; t < low.length; t++) {
            for (int v = 0; v < kinds.length; v++) {
                double closed = high[t][v] >= 1 ? low[t][v] : high[t][v];
                if (at(DemandEnd.HIGH, t, v, closed) - at(DemandEnd.LOW, t, v, closed) >= STEP) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How many loads are of which kind; empty where all are closed, or where nothing bounds their demand. */
    String text() {
        long closed = count(DemandMark.CLOSED);
        return !bounded || closed == kinds.length
                ? ""
                : "loads: " + closed + " closed, " + count(DemandMark.OPEN) + " open, " + count(DemandMark.UNKNOWN)
                        + " unknown";
    }

    private long count(DemandMark kind) {
        return Arrays.stream(kinds).filter(one -> one == kind).count();
    }

    /** Both ends in an interval. */
    DemandRange range(int t, int v) {
        return new DemandRange(low[t][v], high[t][v], high[t][v] >= 1 ? DemandMark.CENSORED : kinds[v]);
    }

    DemandMark kind(int v) {
        return kinds[v];
    }
}
