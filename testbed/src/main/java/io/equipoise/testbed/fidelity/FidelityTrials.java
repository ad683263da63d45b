package io.equipoise.testbed.fidelity;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.evaluate.PolicyChoice;
import io.equipoise.replay.fidelity.TrialTrace;
import io.equipoise.testbed.trial.TrialFolder;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.parquet.ParquetTraces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The trials of some cases and policies that are over in a folder. */
public final class FidelityTrials {
    private FidelityTrials() {}

    /** In order of case, of policy, and of try; each trace is read whole. */
    public static List<TrialTrace> in(TrialFolder folder, List<Case> cases, PolicyChoice choice) throws IOException {
        List<TrialTrace> trials = new ArrayList<>();
        for (Case testCase : cases) {
            for (var policy : choice.of(testCase.kind())) {
                for (int attempt : folder.tries(testCase.name(), policy.name())) {
                    trials.add(new TrialTrace(
                            testCase,
                            policy,
                            attempt,
                            MemoryTrace.copyOf(
                                    ParquetTraces.open(folder.trace(testCase.name(), policy.name(), attempt)))));
                }
            }
        }
        return trials;
    }
}
