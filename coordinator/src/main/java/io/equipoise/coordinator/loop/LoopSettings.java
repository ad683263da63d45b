package io.equipoise.coordinator.loop;

import io.equipoise.coordinator.host.OffSwitch;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.traces.MemoryBudget;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a run's policies are held to.
 *
 * @param limits what every memory plan is held to
 * @param budget what all guests together may hold
 * @param deadline how long one policy may take over one tick; null has no limit and reads no clock
 * @param failuresAllowed a policy that fails at so many ticks in a row stands down to {@code none}
 * @param offSwitch pauses all actions
 */
public record LoopSettings(
        Limits limits, MemoryBudget budget, @Nullable Duration deadline, int failuresAllowed, OffSwitch offSwitch) {
    /** Failures in a row at which a policy stands down. */
    public static final int FAILURES_ALLOWED = 3;

    public LoopSettings {
        if (failuresAllowed < 1) {
            throw new IllegalArgumentException("a policy stands down after at least one failure");
        }
    }

    /** Those of a replay: no deadline, no off switch. */
    public static LoopSettings replay(Limits limits, MemoryBudget budget) {
        return new LoopSettings(limits, budget, null, FAILURES_ALLOWED, OffSwitch.NONE);
    }

    /** Those of a run on real guests: all policies of a tick together may take half the interval. */
    public static LoopSettings live(
            Limits limits, MemoryBudget budget, Duration interval, int policies, OffSwitch offSwitch) {
        Duration deadline = interval.dividedBy(2L * Math.max(1, policies));
        return new LoopSettings(limits, budget, deadline, FAILURES_ALLOWED, offSwitch);
    }

    /** The same, but for the failures in a row after which a policy stands down. */
    public LoopSettings standingDownAfter(int failures) {
        return new LoopSettings(limits, budget, deadline, failures, offSwitch);
    }
}
