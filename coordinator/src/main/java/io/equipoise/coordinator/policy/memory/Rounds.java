package io.equipoise.coordinator.policy.memory;

/** Tells at which ticks a rule with a period of its own is due, by the samples' own clock. */
final class Rounds {
    private final long periodNanos;
    private boolean begun;
    private long lastNanos;

    Rounds(int seconds) {
        this.periodNanos = seconds * 1_000_000_000L;
    }

    /** Whether a round is due at this sample's time; the first one always is. */
    boolean isDue(long nanos) {
        // Samples come late by a little; a round that is half a second early is on time.
        boolean due = !begun || nanos - lastNanos >= periodNanos - 500_000_000L;
        if (due) {
            begun = true;
            lastNanos = nanos;
        }
        return due;
    }
}
