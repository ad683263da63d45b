package io.equipoise.coordinator.loop;

import io.equipoise.traces.Decision;
import io.equipoise.traces.Decision.Value;

/** Whether an action's effect was observed. */
public final class Effect {
    /** A balloon this near its target has reached it, KiB. */
    private static final long REACHED_KIB = 4;

    private Effect() {}

    /** Whether what was observed after the decision is what the guards had left of it. */
    public static boolean isSeen(Decision decision) {
        Value guarded = decision.guarded();
        Value observed = decision.observed();
        if (guarded == null || observed == null) {
            return false;
        }
        return guarded.balloonKiB() != null && observed.balloonKiB() != null
                ? Math.abs(guarded.balloonKiB() - observed.balloonKiB()) <= REACHED_KIB
                : guarded.equals(observed);
    }
}
