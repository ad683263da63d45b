package io.equipoise.replay.compare;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far two traces lie apart in one quantity.
 *
 * @param mean absolute difference
 * @param percent the mean in percent of the first trace's own mean; null for usage, which is in points
 * @param bias mean of second less first
 * @param largest absolute difference
 * @param where the largest is: guest or pCPU, and ticks after the onset
 * @param count pairs of values that were compared
 */
public record Difference(
        Compared quantity,
        double mean,
        @Nullable Double percent,
        double bias,
        double largest,
        String where,
        long count) {

    /** As a sentence. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%s: off by %.1f %s on average, %.0f %s at most (%s)",
                quantity.text(),
                mean,
                quantity.unit(),
                largest,
                quantity.unit(),
                where);
    }

    /** Collects pairs of values. */
    static final class Sum {
        private final Compared quantity;
        private long count;
        private double first;
        private double sum;
        private double signed;
        private double largest = -1;
        private String where = "";

        Sum(Compared quantity) {
            this.quantity = quantity;
        }

        void add(@Nullable Double a, @Nullable Double b, String who, long tick) {
            if (a == null || b == null) {
                return;
            }
            count++;
            first += Math.abs(a);
            signed += b - a;
            double difference = Math.abs(b - a);
            sum += difference;
            if (difference > largest) {
                largest = difference;
                where = who + ", tick " + tick;
            }
        }

        /** Null where nothing was added. */
        @Nullable
        Difference difference() {
            if (count == 0) {
                return null;
            }
            Double percent = quantity.kib() == null || first == 0 ? null : (Double) (100 * sum / first);
            return new Difference(quantity, sum / count, percent, signed / count, largest, where, count);
        }
    }
}
