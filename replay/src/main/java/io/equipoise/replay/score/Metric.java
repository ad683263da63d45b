package io.equipoise.replay.score;

import org.jspecify.annotations.Nullable;

/**
 * One score of a trace.
 *
 * @param unit of the value; empty for a plain number
 * @param value null where the trace does not show it
 * @param better which way it improves
 * @param low the least that it is with either end of an uncertain demand; null where it does not rest on one
 * @param high the most that it is with either end; null where {@code low} is
 */
public record Metric(
        String unit,
        @Nullable Double value,
        Better better,
        @Nullable Double low,
        @Nullable Double high) {

    /** One that rests on nothing uncertain. */
    public Metric(String unit, @Nullable Double value, Better better) {
        this(unit, value, better, null, null);
    }

    /** Whether it is an interval. */
    public boolean isInterval() {
        return low != null && high != null && high > low;
    }

    /** How wide the interval is; 0 without one. */
    public double width() {
        return low != null && high != null ? high - low : 0;
    }
}
