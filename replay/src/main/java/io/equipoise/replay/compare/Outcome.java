package io.equipoise.replay.compare;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.grade.Balance;
import io.equipoise.replay.grade.Grade;
import io.equipoise.replay.grade.Grader;
import io.equipoise.replay.grade.MovementBegin;
import io.equipoise.replay.score.Metric;
import io.equipoise.replay.score.Scores;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.TraceHeader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a trace went.
 *
 * @param name what the trace is called
 * @param header what it says of itself
 * @param scores by name, in order
 * @param ticksToBalance from the onset or its stage's begin to where balance, or in a memory case the movement expected of
 *     balloons, began, the longest of all stages; null where it never did
 * @param grade null outside cases
 */
public record Outcome(
        String name,
        TraceHeader header,
        Map<String, Metric> scores,
        @Nullable Double ticksToBalance,
        @Nullable Grade grade) {
    /** The score that CPU traces have for it. */
    private static final String TICKS_TO_BALANCE = "ticks to balance";

    public Outcome {
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }

    /** Grades and scores a trace by a case, or scores it only where there is none. */
    public static Outcome of(String name, MemoryTrace trace, @Nullable Case testCase) {
        Map<String, Metric> scores = Scores.of(trace, testCase);
        return new Outcome(
                name,
                trace.header(),
                scores,
                ticksToBalance(trace, scores, testCase),
                testCase == null ? null : Grader.grade(trace, testCase, Balance.ABSOLUTE));
    }

    /** The policy that acted; {@code unknown} where the trace does not say. */
    public String policy() {
        return header.policy() == null ? "unknown" : header.policy();
    }

    private static @Nullable Double ticksToBalance(
            MemoryTrace trace, Map<String, Metric> scores, @Nullable Case testCase) {
        if (testCase != null && testCase.kind() == PolicyKind.MEMORY) {
            OptionalLong ticks = MovementBegin.ticks(trace, testCase);
            return ticks.isEmpty() ? null : (Double) (double) ticks.getAsLong();
        }
        Metric score = scores.get(TICKS_TO_BALANCE);
        return score == null ? null : score.value();
    }
}
