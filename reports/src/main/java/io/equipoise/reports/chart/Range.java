package io.equipoise.reports.chart;

/** From the least to the greatest value that an axis shows. */
record Range(double min, double max) {
    /** Contains nothing yet. */
    static final Range EMPTY = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** The smallest range that also holds these values; what is not a number is left out. */
    Range with(double... values) {
        double least = min;
        double greatest = max;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }
        return new Range(least, greatest);
    }

    /** The smallest range that holds both. */
    Range with(Range other) {
        return new Range(Math.min(min, other.min), Math.max(max, other.max));
    }

    /** The range with its end moved up to a multiple of the smallest round step of which eight reach over it. */
    Range rounded() {
        Range drawable = drawable();
        double least = (drawable.max - drawable.min) / 8;
        double magnitude = Math.pow(10, Math.floor(Math.log10(least)));
        double step = 10 * magnitude;
        for (double factor : new double[] {5, 2, 1}) {
            step = factor * magnitude >= least ? factor * magnitude : step;
        }
        return new Range(drawable.min, Math.ceil(drawable.max / step - 1e-9) * step);
    }

    /** A range that an axis can show: an empty one becomes 0 to 1, one of a single value ends above it. */
    Range drawable() {
        if (min > max) {
            return new Range(0, 1);
        }
        return min == max ? new Range(min, min + 1) : this;
    }
}
