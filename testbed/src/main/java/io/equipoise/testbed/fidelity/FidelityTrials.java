package io.equipoise.testbed.fidelity;

import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.evaluate.PolicyChoice;
import io.equipoise.replay.fidelity.Predictor;
import io.equipoise.replay.fidelity.TrialTrace;
import io.equipoise.testbed.trial.TrialFolder;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.parquet.ParquetTraces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The trials of some cases and policies that are over in a folder. */
public final class FidelityTrials {
    private FidelityTrials() {}

    /** In order of case, of policy, and of try, without those that predictions stand on themselves. */
    public static List<TrialTrace> in(TrialFolder folder, List<Case> cases, PolicyChoice choice, Predictor predictor)
            throws IOException {
        List<TrialTrace> trials = new ArrayList<>();
        for (Case testCase : cases) {
            for (PolicyFactory policy : choice.of(testCase.kind())) {
                for (int attempt : folder.tries(testCase.name(), policy.name())) {
                    Path trace = folder.trace(testCase.name(), policy.name(), attempt);
                    if (!predictor.standsOn(testCase, trace)) {
                        trials.add(new TrialTrace(
                                testCase, policy, attempt, MemoryTrace.copyOf(ParquetTraces.open(trace))));
                    }
                }
            }
        }
        return trials;
    }
}
