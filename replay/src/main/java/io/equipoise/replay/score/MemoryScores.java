package io.equipoise.replay.score;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.GuestOrder;
import io.equipoise.replay.measure.GuestMemory;
import io.equipoise.replay.measure.GuestMemory.Reading;
import io.equipoise.replay.measure.MemoryRules;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemoryBudget;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Scores of guests' memory and of the host's, over the whole trace. */
final class MemoryScores {
    private static final double KIB_PER_MIB = 1024;

    private MemoryScores() {}

    static Map<String, Metric> of(MemoryTrace trace, @Nullable Case testCase) {
        List<GuestMemory> guests = GuestOrder.of(PolicyKind.MEMORY, trace.samples()).stream()
                .map(domain -> GuestMemory.of(trace, domain))
                .toList();
        MemoryBudget budget = MemoryRules.budget(trace, testCase);
        Map<String, Metric> scores = new LinkedHashMap<>();
        scores.put("least unused", new Metric("MiB", leastUnused(guests), Better.HIGHER));
        scores.put(
                "floor violations",
                new Metric("guest-ticks", violations(trace, guests, budget, testCase), Better.LOWER));
        scores.put("memory moved", new Metric("MiB", moved(guests), Better.NEITHER));
        scores.put("balloon spread", new Metric("% of the mean", spread(trace), Better.NEITHER));
        Double swapped = grown(trace, MemorySample::swapOutKiB);
        scores.put(
                "swap out", new Metric("MiB", swapped == null ? null : (Double) (swapped / KIB_PER_MIB), Better.LOWER));
        scores.put("major faults", new Metric("", grown(trace, MemorySample::majorFaults), Better.LOWER));
        scores.put("host low point", new Metric("MiB", hostLow(trace, budget), Better.HIGHER));
        return scores;
    }

    private static @Nullable Double leastUnused(List<GuestMemory> guests) {
        return guests.stream()
                .flatMap(guest -> guest.readings().stream())
                .map(Reading::unused)
                .filter(Objects::nonNull)
                .min(Double::compare)
                .orElse(null);
    }

    /** Ticks at which a guest stood below the floor though host and maximum left room; null where that is not known. */
    private static @Nullable Double violations(
            MemoryTrace trace, List<GuestMemory> guests, MemoryBudget budget, @Nullable Case testCase) {
        Map<Long, Sample> samples = new HashMap<>();
        trace.samples().forEach(sample -> samples.put(sample.tick(), sample));
        int violations = 0;
        boolean shown = false;
        for (GuestMemory guest : guests) {
            for (Reading reading : guest.readings()) {
                shown |= reading.unused() != null;
                if (!MemoryRules.isLow(reading, testCase)) {
                    continue;
                }
                Double free = MemoryRules.free(budget, Objects.requireNonNull(samples.get(reading.tick())));
                if (free == null) {
                    return null;
                }
                violations += MemoryRules.couldGive(free) ? 1 : 0;
            }
        }
        return shown ? (Double) (double) violations : null;
    }

    /** Sum of all rises and falls of balloons. */
    private static @Nullable Double moved(List<GuestMemory> guests) {
        Double sum = null;
        for (GuestMemory guest : guests) {
            Double before = null;
            for (Reading reading : guest.readings()) {
                if (reading.balloon() != null) {
                    double step = before == null ? 0 : Math.abs(reading.balloon() - before);
                    sum = (sum == null ? 0 : sum) + step;
                    before = reading.balloon();
                }
            }
        }
        return sum;
    }

    /** Mean over the ticks of the difference between largest and smallest balloon, in percent of their mean. */
    private static @Nullable Double spread(MemoryTrace trace) {
        DoubleSummaryStatistics spreads = new DoubleSummaryStatistics();
        for (Sample sample : trace.samples()) {
            DoubleSummaryStatistics balloons = sample.domains().stream()
                    .map(DomainSample::memory)
                    .filter(Objects::nonNull)
                    .map(MemorySample::currentKiB)
                    .filter(Objects::nonNull)
                    .mapToDouble(Long::doubleValue)
                    .summaryStatistics();
            if (balloons.getSum() > 0) {
                spreads.accept(100 * (balloons.getMax() - balloons.getMin()) / balloons.getAverage());
            }
        }
        return spreads.getCount() == 0 ? null : (Double) spreads.getAverage();
    }

    /** Growth of a guests' counter, summed; a counter that starts anew with its domain counts from there. */
    private static @Nullable Double grown(MemoryTrace trace, Function<MemorySample, @Nullable Long> counter) {
        Map<String, Long> last = new HashMap<>();
        double sum = 0;
        for (Sample sample : trace.samples()) {
            for (DomainSample domain : sample.domains()) {
                Long now = domain.memory() == null ? null : counter.apply(domain.memory());
                if (now != null) {
                    Long before = last.put(domain.uuid() + "/" + domain.id(), now);
                    sum += before == null ? 0 : Math.max(0, now - before);
                }
            }
        }
        return last.isEmpty() ? null : (Double) sum;
    }

    private static @Nullable Double hostLow(MemoryTrace trace, MemoryBudget budget) {
        return trace.samples().stream()
                .map(sample -> MemoryRules.free(budget, sample))
                .filter(Objects::nonNull)
                .min(Double::compare)
                .orElse(null);
    }
}
