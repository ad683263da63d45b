package io.equipoise.replay.sweep;

import io.equipoise.replay.grade.Verdict;
import io.equipoise.replay.score.Metric;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one replay.
 *
 * @param verdict null outside cases
 * @param notHeld names of the checks that were not passed
 * @param failedTicks at which the policy had no plan because it failed
 * @param scores by name, in order
 */
public record SweepOutcome(
        @Nullable Verdict verdict, List<String> notHeld, int failedTicks, Map<String, Metric> scores) {
    public SweepOutcome {
        notHeld = List.copyOf(notHeld);
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }

    /** A score's value; null where it is unknown. */
    public @Nullable Double score(String name) {
        Metric metric = scores.get(name);
        return metric == null ? null : metric.value();
    }
}
