package io.equipoise.replay.fidelity;

import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.replay.cases.Case;
import io.equipoise.traces.MemoryTrace;

/** One trial of a case under a policy; {@code attempt} counts from 1. */
public record TrialTrace(Case testCase, PolicyFactory policy, int attempt, MemoryTrace trace) {
    /** As errors and tables call it. */
    public String name() {
        return testCase.name() + "/" + policy.name() + "/" + attempt;
    }
}
