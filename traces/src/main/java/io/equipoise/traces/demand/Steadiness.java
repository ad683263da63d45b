package io.equipoise.traces.demand;

import org.jspecify.annotations.Nullable;

/**
 * Tells a closed load from an open one where contention varies: of a closed load the upper end of the demand stays as it is
 * while what it runs changes with the contention, of an open one the lower end does. From one window to the next, where what
 * waiting leaves of the time has changed by a fifth or more, the changes of both ends are squared, as logarithms, and summed. A
 * load whose own demand changes as often and as much as its contention is neither.
 */
final class Steadiness {
    /** Of the logarithm of what waiting leaves. */
    private static final double LEAST_CHANGE = 0.2;

    private static final int LEAST_CHANGES = 3;

    /** The steadier end changes at most this part of the other, squared: half as much. */
    private static final double CLEARLY = 0.25;

    /** A window in which a vCPU ran less than this share says more of its counter's steps than of its load. */
    private static final double LEAST_RUN = 0.03;

    private @Nullable VcpuDemand before;
    private int changes;
    private double ofLow;
    private double ofHigh;

    /** The next window; null where it tells nothing of the vCPU. */
    void see(@Nullable VcpuDemand window) {
        VcpuDemand now = window == null || window.censored() || window.run() < LEAST_RUN ? null : window;
        if (now != null && before != null) {
            double left = Math.log((1 - now.waited()) / (1 - before.waited()));
            double low = Math.log(now.low() / before.low());
            if (Math.abs(left) >= LEAST_CHANGE) {
                changes++;
                ofLow += low * low;
                ofHigh += (low - left) * (low - left);
            }
        }
        before = now;
    }

    /** Closed, open or unknown. */
    DemandMark kind() {
        if (changes >= LEAST_CHANGES && ofHigh <= CLEARLY * ofLow) {
            return DemandMark.CLOSED;
        }
        return changes >= LEAST_CHANGES && ofLow <= CLEARLY * ofHigh ? DemandMark.OPEN : DemandMark.UNKNOWN;
    }
}
