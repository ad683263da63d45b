package io.equipoise.replay.model;

/** The laws that every interval of a model must keep; what breaks one is a fault of the model, never of the user. */
public final class Conservation {
    /** Shares of an elapsed interval may be off by this much: what double arithmetic leaves. */
    private static final double SHARE = 1e-6;

    /** What a handful of rounded addends may be off, ns. */
    private static final long ROUNDING = 8;

    private Conservation() {}

    /** A vCPU's run, wait and sleep, ns, make up the elapsed time. */
    public static void vcpu(long tick, String domain, int vcpu, long run, long wait, long sleep, long elapsed) {
        if (run < 0 || wait < 0 || sleep < 0 || off(run + wait + sleep, elapsed)) {
            throw new IllegalStateException(
                    "tick %d, vCPU %d of %s: run %d + wait %d + sleep %d ns is not the %d ns elapsed"
                            .formatted(tick, vcpu, domain, run, wait, sleep, elapsed));
        }
    }

    /** The guests' run, the host load and the idle time of a pCPU, ns, make up the elapsed time. */
    public static void pcpu(long tick, int pcpu, long guests, long hostLoad, long idle, long elapsed) {
        if (guests < 0 || hostLoad < 0 || idle < 0 || off(guests + hostLoad + idle, elapsed)) {
            throw new IllegalStateException(
                    "tick %d, pCPU %d: guests %d + host load %d + idle %d ns is not the %d ns elapsed"
                            .formatted(tick, pcpu, guests, hostLoad, idle, elapsed));
        }
    }

    /** What is free and what the balloons hold, KiB, make up the budget. */
    public static void memory(long tick, long free, long balloons, long budget) {
        if (free < 0 || free + balloons != budget) {
            throw new IllegalStateException("tick %d: free %d + balloons %d KiB is not the budget of %d KiB"
                    .formatted(tick, free, balloons, budget));
        }
    }

    /** A guest's memory in use, its swap excluded, and what is usable, KiB, make up its balloon but for what it may dig. */
    public static void guest(long tick, String domain, long resident, long usable, long dip, long balloon) {
        if (resident < 0 || usable < -dip || resident + usable != balloon) {
            throw new IllegalStateException("tick %d, %s: resident %d + usable %d KiB is not the balloon of %d KiB"
                    .formatted(tick, domain, resident, usable, balloon));
        }
    }

    private static boolean off(long sum, long elapsed) {
        long by = Math.abs(sum - elapsed);
        return by > ROUNDING && by > SHARE * elapsed;
    }
}
