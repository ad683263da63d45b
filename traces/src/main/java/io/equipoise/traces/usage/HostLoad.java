package io.equipoise.traces.usage;

import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Host load where its split over the pCPUs is unknown: spread evenly, but nowhere more than the pCPU was busy. */
final class HostLoad {

    private HostLoad() {}

    /** Busy less host load per pCPU; percent is null where a counter is missing. */
    static List<PcpuUsage> subtract(Sample first, Sample last, @Nullable Map<VcpuId, Long> run, double elapsed) {
        int n = last.pcpus().size();
        double[] usage = new double[n];
        boolean known = run != null && elapsed > 0;
        for (int i = 0; i < n && known; i++) {
            Double busy = busy(first, last.pcpus().get(i));
            known = busy != null;
            usage[i] = busy == null ? 0 : busy;
        }
        if (known && run != null) {
            double guests = run.values().stream().mapToDouble(Long::doubleValue).sum();
            spread(usage, Arrays.stream(usage).sum() - guests);
        }
        boolean shown = known;
        return IntStream.range(0, n)
                .mapToObj(i -> new PcpuUsage(
                        last.pcpus().get(i).number(),
                        shown ? (Double) (100 * usage[i] / elapsed) : null,
                        Quantity.BUSY_LESS_HOST_LOAD))
                .toList();
    }

    private static @Nullable Double busy(Sample first, PcpuSample end) {
        for (PcpuSample begin : first.pcpus()) {
            if (begin.number() == end.number() && begin.busyNanos() != null && end.busyNanos() != null) {
                return (double) (end.busyNanos() - begin.busyNanos());
            }
        }
        return null;
    }

    /** Takes the load off the busy times in place; a negative load, which rounding of counters makes, takes nothing. */
    private static void spread(double[] busy, double load) {
        int[] ascending = IntStream.range(0, busy.length)
                .boxed()
                .sorted((a, b) -> Double.compare(busy[a], busy[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double left = Math.max(0, load);
        for (int k = 0; k < ascending.length; k++) {
            double taken = Math.min(busy[ascending[k]], left / (ascending.length - k));
            busy[ascending[k]] -= taken;
            left -= taken;
        }
    }
}
