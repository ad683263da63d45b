package io.equipoise.coordinator.loop;

import io.equipoise.coordinator.policy.Plan;
import org.jspecify.annotations.Nullable;

/** What became of asking a policy: a plan, or why there is none. */
record Outcome(Plan plan, @Nullable String error) {
    static Outcome of(Plan plan) {
        return new Outcome(plan, null);
    }

    static Outcome failed(String error) {
        return new Outcome(Plan.NOTHING, error);
    }
}
