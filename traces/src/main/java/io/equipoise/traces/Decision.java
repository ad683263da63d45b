package io.equipoise.traces;

import org.jspecify.annotations.Nullable;

/**
 * One target of one decision, or, with no target, a tick's decision that planned nothing or failed.
 *
 * @param role what became of the plan
 * @param domain UUID of the target's domain; null in the row of a tick without plan
 * @param vcpu number of the vCPU whose affinity was planned; null for a balloon
 * @param planned what the policy wanted
 * @param guarded what the guards left of it; null when they dropped it
 * @param guard name of the guard that changed it; null when none did
 * @param reason the policy's and the guards' reasons, one sentence
 * @param sentMicros when the action was sent, µs since the epoch; null when none was
 * @param answer the host's answer: {@code ok} or its error; null when nothing was sent
 * @param observed what was seen afterwards; null until seen
 * @param observedTick the tick at which it was seen; null until seen
 * @param durationNanos how long the policy took to decide; null in replay, where no clock is read
 * @param error why the policy's plan was dropped as a whole; null when it was not
 */
public record Decision(
        long tick,
        String policy,
        Role role,
        @Nullable String domain,
        @Nullable Integer vcpu,
        @Nullable Value planned,
        @Nullable Value guarded,
        @Nullable String guard,
        @Nullable String reason,
        @Nullable Long sentMicros,
        @Nullable String answer,
        @Nullable Value observed,
        @Nullable Long observedTick,
        @Nullable Long durationNanos,
        @Nullable String error) {

    /** What becomes of a policy's plans. */
    public enum Role {
        /** They are carried out. */
        ACTIVE,
        /** A second policy's, recorded beside the active one's and never carried out. */
        SHADOW,
        /** Guarded and recorded, nothing is touched. */
        DRY_RUN
    }

    /** An affinity or a balloon size; exactly one of the two is set. */
    public record Value(@Nullable CpuSet affinity, @Nullable Long balloonKiB) {
        public Value {
            if ((affinity == null) == (balloonKiB == null)) {
                throw new IllegalArgumentException("a value is either an affinity or a balloon size");
            }
        }

        public static Value of(CpuSet affinity) {
            return new Value(affinity, null);
        }

        public static Value ofKiB(long balloonKiB) {
            return new Value(null, balloonKiB);
        }
    }
}
