package io.equipoise.replay.grade;

import io.equipoise.replay.measure.BestDeviation;
import io.equipoise.replay.measure.UsageWindow;
import org.jspecify.annotations.Nullable;

/**
 * How far usage may deviate in a window: the published bound, or one point over the best that any assignment could reach.
 *
 * @param points bound of the absolute reading, percentage points
 */
public record BalanceRule(Balance balance, double points) {
    /** The rubric's bound, percentage points; of the relative reading percent of the mean. */
    public static final double PUBLISHED = 5;

    /** Mean usage under which the relative reading counts as the absolute one, percent. */
    public static final double LOAD_FLOOR = 10;

    private static final double OVER_BEST = 1;
    private static final double ROUNDING = 1e-9;

    /** Whether the window is balanced; every usage in it must be known. */
    public boolean holds(UsageWindow window) {
        double deviation = window.deviation();
        return deviation <= base(window) + ROUNDING || deviation <= overBest(window.best()) + ROUNDING;
    }

    /** Deviation, bound and what they were read from. */
    String evidence(UsageWindow window) {
        BestDeviation best = window.best();
        double bound = Math.max(base(window), overBest(best));
        String reached = best == null
                ? "best achievable counts as 0, for no vCPU's time is known"
                : "best achievable " + Words.points(best.points()) + " from the vCPUs' demand"
                        + (best.exact() ? "" : " (best found, not every assignment tried)");
        return Words.ticks(window.fromTick(), window.toTick()) + ": deviation of "
                + window.quantity().text() + " "
                + Words.points(window.deviation()) + " over " + Words.usage(window) + ", bound " + Words.points(bound)
                + (isRelative(window) ? " (5 % of the mean)" : "") + ", " + reached;
    }

    private double base(UsageWindow window) {
        return isRelative(window) ? PUBLISHED / 100 * window.mean() : points;
    }

    private boolean isRelative(UsageWindow window) {
        return balance == Balance.RELATIVE && window.mean() >= LOAD_FLOOR;
    }

    private static double overBest(@Nullable BestDeviation best) {
        return (best == null ? 0 : best.points()) + OVER_BEST;
    }
}
