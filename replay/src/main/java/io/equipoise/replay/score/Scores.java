package io.equipoise.replay.score;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Trace;
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
}
