package io.equipoise.reports;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.evaluate.Evaluation;
import io.equipoise.replay.evaluate.EvaluationRow;
import io.equipoise.replay.evaluate.ModelError;
import io.equipoise.replay.grade.Finding;
import io.equipoise.replay.grade.Grade;
import io.equipoise.replay.grade.Verdict;
import io.equipoise.replay.score.Better;
import io.equipoise.replay.score.Metric;
import io.equipoise.replay.score.Noise;
import io.equipoise.traces.CpuSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Evaluations made up for tests. */
public final class TestReports {
    private TestReports() {}

    /** Two CPU policies and a bound on cpu-1, two memory policies on memory-1, with names and texts that need escaping. */
    public static Evaluation evaluation() {
        return new Evaluation(
                List.of(
                        cpu("none", false, Verdict.FAIL, 43.6),
                        cpu("round-robin", false, Verdict.PASS, 1.2),
                        cpu("free", true, Verdict.FAIL, 2.5),
                        memory("none", Verdict.FAIL, false),
                        memory("fixed-step", Verdict.INCONCLUSIVE, true)),
                List.of(new ModelError(
                        "memory-1-maximum",
                        "replaying none against the recorded none",
                        List.of("unused: 4 MiB"),
                        Noise.UNKNOWN)));
    }

    private static EvaluationRow cpu(String policy, boolean bound, Verdict verdict, double deviation) {
        Map<String, Metric> scores = new LinkedHashMap<>();
        scores.put("deviation", new Metric("points", deviation, Better.LOWER));
        scores.put("ticks to balance", new Metric("ticks", verdict == Verdict.PASS ? 4.0 : null, Better.LOWER));
        return new EvaluationRow(
                policy,
                bound,
                Cases.named("cpu-1"),
                "cpu-1",
                grade("cpu-1", verdict, "deviation " + deviation + " points > 5 & \"more\" at tick 60 <usage>"),
                scores,
                TestTraces.cpu("cpu-1", policy, 8, 70, (guest, tick) -> switch (policy) {
                    case "none" -> CpuSet.of(0);
                    case "free" -> CpuSet.firstOf(4);
                    default -> CpuSet.of(tick < 13 ? 0 : guest % 4);
                }));
    }

    private static EvaluationRow memory(String policy, Verdict verdict, boolean follows) {
        Case testCase = Cases.named("memory-1");
        return new EvaluationRow(
                policy,
                false,
                testCase,
                "memory-1-maximum",
                grade("memory-1", verdict, "aos_vm1 grew by 0 MiB"),
                Map.of("least unused", new Metric("MiB", 70.0, Better.HIGHER)),
                TestTraces.memory("memory-1", policy, 120, follows));
    }

    private static Grade grade(String caseName, Verdict verdict, String evidence) {
        return Grade.of(
                caseName,
                List.of(
                        new Finding("balanced", verdict, evidence),
                        new Finding("stable", Verdict.PASS, "no change after tick 13")));
    }
}
