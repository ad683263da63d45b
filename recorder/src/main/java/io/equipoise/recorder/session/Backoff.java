package io.equipoise.recorder.session;

import java.time.Duration;

/** When to try again what failed: after a first time, then after twice as long each time up to a longest. */
public final class Backoff {
    private final long firstNanos;
    private final long longestNanos;
    private long waitNanos;
    private long dueNanos;
    private boolean waiting;

    public Backoff(Duration first, Duration longest) {
        this.firstNanos = first.toNanos();
        this.longestNanos = longest.toNanos();
    }

    /** Whether it is time, by the caller's monotonic clock; at once before the first failure. */
    public boolean due(long nanos) {
        return !waiting || nanos - dueNanos >= 0;
    }

    /** Notes a failure. */
    public void failed(long nanos) {
        waitNanos = waitNanos == 0 ? firstNanos : Math.min(2 * waitNanos, longestNanos);
        dueNanos = nanos + waitNanos;
        waiting = true;
    }

    /** Makes the next try due at once; a further failure waits as if there had been no break. */
    public void hurry() {
        waiting = false;
    }

    /** Forgets all failures. */
    public void reset() {
        waitNanos = 0;
        waiting = false;
    }
}
