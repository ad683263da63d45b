package io.equipoise.replay.score;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Trace;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A trace's scores: one ordered map of named figures, from which tables, files and charts are made. */
public final class Scores {

    private Scores() {}

    /** The figures of the case's kind, or of both kinds where no case is known; a figure that the trace does not show is null. In order. */
    public static Map<String, Metric> of(Trace trace, @Nullable Case testCase) {
        MemoryTrace held = MemoryTrace.copyOf(trace);
        Map<String, Metric> scores = new LinkedHashMap<>();
        if (testCase == null || testCase.kind() == PolicyKind.CPU) {
            scores.putAll(CpuScores.of(held, testCase));
        }
        if (testCase == null || testCase.kind() == PolicyKind.MEMORY) {
            scores.putAll(MemoryScores.of(held, testCase));
        }
        return scores;
    }

    /**
     * Scores whose trace rests on a demand that is uncertain, given those with its low and with its high end: each becomes an
     * interval that holds all three. One that an end does not have is left as it is.
     */
    public static Map<String, Metric> between(
            Map<String, Metric> scores, Map<String, Metric> low, Map<String, Metric> high) {
        Map<String, Metric> intervals = new LinkedHashMap<>();
        scores.forEach((name, metric) -> intervals.put(name, between(metric, low.get(name), high.get(name))));
        return intervals;
    }

    private static Metric between(Metric metric, @Nullable Metric low, @Nullable Metric high) {
        Double value = metric.value();
        Double one = low == null ? null : low.value();
        Double other = high == null ? null : high.value();
        if (value == null || one == null || other == null) {
            return metric;
        }
        return new Metric(
                metric.unit(),
                value,
                metric.better(),
                Math.min(value, Math.min(one, other)),
                Math.max(value, Math.max(one, other)));
    }

    /** By name, the widest interval among rows of scores: a smaller difference between two of them is no difference. */
    public static Map<String, Double> widest(Collection<Map<String, Metric>> rows) {
        Map<String, Double> widths = new LinkedHashMap<>();
        rows.forEach(scores -> scores.forEach((name, metric) -> {
            if (metric.isInterval()) {
                widths.merge(name, metric.width(), Math::max);
            }
        }));
        return widths;
    }
}
