package io.equipoise.replay.run;

/**
 * What libvirt shows of balloons that move, KiB. It goes by QEMU's event BALLOON_CHANGE, of which QEMU sends one a second at
 * most: the first MiB of a movement is told at once, the rest when the second is over ("Limit guest-triggerable events to 1
 * per second", QEMU's monitor/monitor.c).
 */
final class ShownBalloons {
    private static final long FIRST_KIB = 1024;
    private static final long LIMIT_NANOS = 1_000_000_000L;

    /** A balloon is asked to move so long after the sample that a policy decided by, ns. */
    private static final long ASKED_NANOS = 50_000_000L;

    private static final long NONE = Long.MIN_VALUE;

    private final long[] shown;
    private final long[] due;

    ShownBalloons(int guests) {
        shown = new long[guests];
        due = new long[guests];
    }

    /** Shows a guest's balloon as it is. */
    void start(int guest, long kib) {
        shown[guest] = kib;
        due[guest] = NONE;
    }

    /** Takes in that a balloon went from one size to another, or stayed, in the interval between these times. */
    void move(int guest, long beginNanos, long endNanos, long fromKib, long toKib) {
        if (due[guest] != NONE && due[guest] <= endNanos) {
            shown[guest] = fromKib;
            due[guest] = NONE;
        }
        if (fromKib == toKib) {
            return;
        }
        if (due[guest] == NONE) {
            shown[guest] = fromKib + Math.max(-FIRST_KIB, Math.min(FIRST_KIB, toKib - fromKib));
            due[guest] = beginNanos + ASKED_NANOS + LIMIT_NANOS;
        }
        if (due[guest] <= endNanos) {
            shown[guest] = toKib;
            due[guest] = NONE;
        }
    }

    long kib(int guest) {
        return shown[guest];
    }
}
