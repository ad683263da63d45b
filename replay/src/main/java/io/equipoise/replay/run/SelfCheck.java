package io.equipoise.replay.run;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.usage.PcpuUsage;
import io.equipoise.traces.usage.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the model is off: mean absolute differences, tick by tick, between a trace and its replay. Domains are matched by name.
 * Null where the two have nothing of the kind in common.
 *
 * @param pcpuUsagePoints of each pCPU's usage by guests, percentage points; null on another shape of host
 * @param vcpuUsagePoints of what each vCPU ran, points of one pCPU
 * @param balloonMib of each guest's balloon
 * @param unusedMib of each guest's unused memory
 * @param swappedOutMib of what each guest has swapped out so far
 */
public record SelfCheck(
        @Nullable Double pcpuUsagePoints,
        @Nullable Double vcpuUsagePoints,
        @Nullable Double balloonMib,
        @Nullable Double unusedMib,
        @Nullable Double swappedOutMib) {
    private static final double KIB_PER_MIB = 1024;

    /** The model's error where what was done to the guests while recording is replayed. */
    public static SelfCheck of(RecordedDemand recorded) {
        return between(recorded.trace(), Replay.recordedActions(recorded));
    }

    /** The differences at the ticks that both traces have. */
    public static SelfCheck between(Trace truth, Trace replayed) {
        Map<Long, Sample> ours = new HashMap<>();
        replayed.samples().forEach(sample -> ours.put(sample.tick(), sample));
        Mean pcpu = new Mean();
        Mean vcpu = new Mean();
        Mean balloon = new Mean();
        Mean unused = new Mean();
        Mean swapped = new Mean();
        boolean sameShape =
                truth.header().host().pcpus() == replayed.header().host().pcpus();
        Sample before = null;
        Sample oursBefore = null;
        for (Sample now : truth.samples()) {
            Sample oursNow = ours.get(now.tick());
            if (oursNow != null) {
                memory(now, oursNow, balloon, unused, swapped);
                if (before != null && oursBefore != null) {
                    usage(runs(before, now), runs(oursBefore, oursNow), vcpu);
                    if (sameShape) {
                        pcpus(PcpuUsage.between(before, now), PcpuUsage.between(oursBefore, oursNow), pcpu);
                    }
                }
            }
            before = now;
            oursBefore = oursNow;
        }
        return new SelfCheck(pcpu.value(), vcpu.value(), balloon.value(), unused.value(), swapped.value());
    }

    private static void pcpus(List<PcpuUsage> truth, List<PcpuUsage> ours, Mean mean) {
        for (int p = 0; p < Math.min(truth.size(), ours.size()); p++) {
            if (truth.get(p).quantity() != Quantity.BOOKED) {
                mean.add(truth.get(p).percent(), ours.get(p).percent(), 1);
            }
        }
    }

    private static void usage(Map<String, Double> truth, Map<String, Double> ours, Mean mean) {
        truth.forEach((vcpu, percent) -> mean.add(percent, ours.get(vcpu), 1));
    }

    private static Map<String, Double> runs(Sample before, Sample now) {
        Map<String, Double> runs = new HashMap<>();
        double elapsed = now.monotonicNanos() - before.monotonicNanos();
        Map<String, Long> earlier = times(before);
        times(now).forEach((vcpu, nanos) -> {
            Long start = earlier.get(vcpu);
            if (start != null && nanos >= start && elapsed > 0) {
                runs.put(vcpu, 100 * (nanos - start) / elapsed);
            }
        });
        return runs;
    }

    /** Cumulative times by name and number of the vCPU; domains of one name are one, in whichever trace. */
    private static Map<String, Long> times(Sample sample) {
        Map<String, Long> times = new HashMap<>();
        for (DomainSample domain : sample.domains()) {
            for (VcpuSample vcpu : domain.vcpus()) {
                if (vcpu.timeNanos() != null) {
                    times.put(domain.name() + "/" + vcpu.number(), vcpu.timeNanos());
                }
            }
        }
        return times;
    }

    private static void memory(Sample truth, Sample ours, Mean balloon, Mean unused, Mean swapped) {
        for (DomainSample domain : truth.domains()) {
            MemorySample theirs = domain.memory();
            MemorySample mine = ours.domains().stream()
                    .filter(other -> other.name().equals(domain.name()))
                    .findFirst()
                    .map(DomainSample::memory)
                    .orElse(null);
            if (theirs != null && mine != null) {
                balloon.add(theirs.currentKiB(), mine.currentKiB(), KIB_PER_MIB);
                unused.add(theirs.unusedKiB(), mine.unusedKiB(), KIB_PER_MIB);
                swapped.add(theirs.swapOutKiB(), mine.swapOutKiB(), KIB_PER_MIB);
            }
        }
    }

    private static final class Mean {
        private double sum;
        private long count;

        void add(@Nullable Number truth, @Nullable Number ours, double unit) {
            if (truth != null && ours != null) {
                sum += Math.abs(truth.doubleValue() - ours.doubleValue()) / unit;
                count++;
            }
        }

        @Nullable
        Double value() {
            return count == 0 ? null : (Double) (sum / count);
        }
    }
}
