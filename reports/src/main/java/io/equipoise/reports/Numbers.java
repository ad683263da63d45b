package io.equipoise.reports;

import io.equipoise.replay.score.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Figures as people read them. */
public final class Numbers {
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

    private Numbers() {}

    /** A score: its interval where it rests on an uncertain demand, such as {@code 0.4 … 1.1}, else its value. */
    public static String text(@Nullable Metric metric) {
        if (metric == null) {
            return "–";
        }
        String low = text(metric.low());
        String high = text(metric.high());
        return metric.isInterval() && !low.equals(high) ? low + " … " + high : text(metric.value());
    }

    /** At least three significant digits, never fewer than the whole number has; a dash where unknown. */
    public static String text(@Nullable Double value) {
        if (value == null || value.isNaN()) {
            return "–";
        }
        if (value.isInfinite()) {
            return value > 0 ? "∞" : "−∞";
        }
        if (Math.abs(value) >= 1000) {
            return Long.toString(Math.round(value));
        }
        BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS);
        if (rounded.abs().compareTo(new BigDecimal("0.001")) < 0) {
            return "0";
        }
        BigDecimal short3 = rounded.scale() > 3 ? rounded.setScale(3, RoundingMode.HALF_EVEN) : rounded;
        return short3.stripTrailingZeros().toPlainString();
    }
}
