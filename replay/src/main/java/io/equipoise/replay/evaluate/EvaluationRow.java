package io.equipoise.replay.evaluate;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.grade.Balance;
import io.equipoise.replay.grade.Grade;
import io.equipoise.replay.grade.Grader;
import io.equipoise.replay.score.Metric;
import io.equipoise.replay.score.Scores;
import io.equipoise.traces.MemoryTrace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One policy on one trace: the table behind every report has a row for each.
 *
 * @param policy name of the policy that acted; {@code unknown} where a trace does not say
 * @param bound whether it is only a bound, shown but not ranked
 * @param testCase the case whose load was played; null outside cases
 * @param source name of the trace that was replayed, or that is shown as it is
 * @param grade null outside cases
 * @param scores by name, in the order in which they are shown
 * @param trace what happened under the policy
 */
public record EvaluationRow(
        String policy,
        boolean bound,
        @Nullable Case testCase,
        String source,
        @Nullable Grade grade,
        Map<String, Metric> scores,
        MemoryTrace trace) {

    public EvaluationRow {
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }

    /** The same row with other scores. */
    EvaluationRow withScores(Map<String, Metric> others) {
        return new EvaluationRow(policy, bound, testCase, source, grade, others, trace);
    }

    /** A trace with its grade, by the absolute reading, and its scores. */
    public static EvaluationRow graded(
            String policy, boolean bound, @Nullable Case testCase, String source, MemoryTrace trace) {
        Grade grade = testCase == null ? null : Grader.grade(trace, testCase, Balance.ABSOLUTE);
        return new EvaluationRow(policy, bound, testCase, source, grade, Scores.of(trace, testCase), trace);
    }
}
