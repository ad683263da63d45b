package io.equipoise.replay.sweep;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.measure.MemoryRules;
import io.equipoise.replay.score.Better;
import io.equipoise.replay.score.Metric;
import io.equipoise.replay.score.Scores;
import io.equipoise.traces.MemoryBudget;
import io.equipoise.traces.MemoryTrace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The scores that a sweep compares: those of every report and, of memory, what the guests leave free. */
final class SweepScores {
    static final String MEAN_FREE = "mean free";

    private SweepScores() {}

    static Map<String, Metric> of(MemoryTrace trace, @Nullable Case testCase, PolicyKind kind) {
        Map<String, Metric> scores = new LinkedHashMap<>(Scores.of(trace, testCase));
        if (kind == PolicyKind.MEMORY) {
            MemoryBudget budget = MemoryRules.budget(trace, testCase);
            OptionalDouble mean = trace.samples().stream()
                    .map(sample -> MemoryRules.free(budget, sample))
                    .filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue)
                    .average();
            scores.put(
                    MEAN_FREE, new Metric("MiB", mean.isPresent() ? (Double) mean.getAsDouble() : null, Better.HIGHER));
        }
        return scores;
    }
}
