package io.equipoise.coordinator.policy.memory;

/**
 * An estimate of what a guest actively uses, KiB: the largest of a slow average, a fast one and the fast one with what the
 * period under way shows (Waldspurger 2002, section 5.3), so that it rises at once and falls slowly. ESX samples pages;
 * here all that the guest does not report as unused counts as active. The averages' gains were not published.
 */
final class ActiveMemory {
    static final int PERIOD_SECONDS = 30;
    static final double FAST_GAIN = 0.5;
    static final double SLOW_GAIN = 0.125;

    private final Rounds periods = new Rounds(PERIOD_SECONDS);
    private boolean begun;
    private double fast;
    private double slow;
    private double current;

    /** Takes in what the guest uses now, KiB. */
    void see(long usedKiB, long nanos) {
        current = usedKiB;
        if (!begun) {
            begun = true;
            fast = usedKiB;
            slow = usedKiB;
        }
        if (periods.isDue(nanos)) {
            fast += FAST_GAIN * (usedKiB - fast);
            slow += SLOW_GAIN * (usedKiB - slow);
        }
    }

    double kib() {
        return Math.max(slow, Math.max(fast, fast + FAST_GAIN * (current - fast)));
    }
}
