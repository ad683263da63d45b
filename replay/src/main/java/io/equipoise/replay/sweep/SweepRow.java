package io.equipoise.replay.sweep;

import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.replay.cases.Case;
import org.jspecify.annotations.Nullable;

/**
 * One point of the grid on one trace.
 *
 * @param trace its name in the sweep
 * @param testCase whose load it holds; null outside cases
 * @param policy with the settings of this point
 */
public record SweepRow(String trace, @Nullable Case testCase, PolicyFactory policy, SweepOutcome outcome) {}
