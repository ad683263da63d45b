package io.equipoise.traces.usage;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The guests' vCPU time on a pCPU over an interval, in percent of that pCPU.
 *
 * @param percent null where it cannot be known
 * @param quantity what was read; one and the same for all pCPUs of an interval
 */
public record PcpuUsage(int pcpu, @Nullable Double percent, Quantity quantity) {

    /** The usage of each pCPU of the later sample, in its order; both samples must be of one trace, in order of tick. */
    public static List<PcpuUsage> between(Sample earlier, Sample later) {
        return over(List.of(earlier, later));
    }

    /**
     * The usage from the first to the last of consecutive samples: exact where every vCPU stayed on one pCPU throughout,
     * else busy less host load; of booked samples the mean of all but the first.
     */
    public static List<PcpuUsage> over(List<Sample> window) {
        Sample last = window.get(window.size() - 1);
        if (isBooked(last)) {
            return booked(window.subList(1, window.size()));
        }
        Map<VcpuId, Long> run = VcpuTime.between(window.get(0), last);
        Map<VcpuId, Integer> places = places(window);
        double elapsed = last.monotonicNanos() - window.get(0).monotonicNanos();
        if (places != null) {
            return last.pcpus().stream()
                    .map(pcpu -> new PcpuUsage(
                            pcpu.number(),
                            run == null || elapsed <= 0 ? null : 100 * sum(run, places, pcpu.number()) / elapsed,
                            Quantity.USAGE))
                    .toList();
        }
        return HostLoad.subtract(window.get(0), last, run, elapsed);
    }

    /** The mean of each pCPU's booked usage over imported samples, of which each covers the interval before it. */
    public static List<PcpuUsage> booked(List<Sample> samples) {
        return samples.get(samples.size() - 1).pcpus().stream()
                .map(pcpu -> new PcpuUsage(pcpu.number(), bookedMean(samples, pcpu.number()), Quantity.BOOKED))
                .toList();
    }

    /** Whether the sample carries booked usage, which imported monitor logs alone do. */
    public static boolean isBooked(Sample sample) {
        return sample.pcpus().stream().anyMatch(pcpu -> pcpu.bookedPercent() != null);
    }

    private static @Nullable Double bookedMean(List<Sample> samples, int number) {
        double sum = 0;
        for (Sample sample : samples) {
            Double percent = null;
            for (PcpuSample pcpu : sample.pcpus()) {
                percent = pcpu.number() == number ? pcpu.bookedPercent() : percent;
            }
            if (percent == null) {
                return null;
            }
            sum += percent;
        }
        return sum / samples.size();
    }

    /** The one pCPU on which each vCPU stayed throughout; null unless that is so of every one. */
    private static @Nullable Map<VcpuId, Integer> places(List<Sample> window) {
        Map<VcpuId, Integer> places = new HashMap<>();
        for (Sample sample : window) {
            CpuSet host = CpuSet.of(
                    sample.pcpus().stream().mapToInt(PcpuSample::number).toArray());
            for (DomainSample domain : sample.domains()) {
                for (VcpuSample vcpu : domain.vcpus()) {
                    CpuSet allowed = vcpu.affinity() == null
                            ? CpuSet.EMPTY
                            : vcpu.affinity().intersect(host);
                    Integer before = places.put(new VcpuId(domain.uuid(), vcpu.number()), allowed.first());
                    if (allowed.size() != 1 || (before != null && before != allowed.first())) {
                        return null;
                    }
                }
            }
        }
        return places;
    }

    private static double sum(Map<VcpuId, Long> run, Map<VcpuId, Integer> places, int pcpu) {
        double sum = 0;
        for (Map.Entry<VcpuId, Long> entry : run.entrySet()) {
            Integer place = places.get(entry.getKey());
            sum += place != null && place == pcpu ? entry.getValue() : 0;
        }
        return sum;
    }
}
