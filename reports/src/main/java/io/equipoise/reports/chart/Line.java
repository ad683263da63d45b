package io.equipoise.reports.chart;

import java.util.Arrays;

/**
 * A curve: x ascending, y as long as x; where y is not a number the curve is broken.
 *
 * @param name as the legend says
 * @param dashed whether it is a bound or a help, not a measurement
 */
record Line(String name, Ink ink, boolean dashed, double[] x, double[] y) {
    Line {
        if (x.length != y.length) {
            throw new IllegalArgumentException(name + ": " + x.length + " x but " + y.length + " y");
        }
    }

    /** A horizontal line over a range. */
    static Line level(String name, Ink ink, Range over, double y) {
        return new Line(name, ink, true, new double[] {over.min(), over.max()}, new double[] {y, y});
    }

    /** The same curve with at most so many points, its extremes kept. */
    Line downsampled(int points) {
        int[] kept = Downsample.extremes(y, points);
        if (kept.length == y.length) {
            return this;
        }
        return new Line(
                name,
                ink,
                dashed,
                Arrays.stream(kept).mapToDouble(i -> x[i]).toArray(),
                Arrays.stream(kept).mapToDouble(i -> y[i]).toArray());
    }

    /** Whether there is anything to draw. */
    boolean hasValues() {
        return Arrays.stream(y).anyMatch(value -> !Double.isNaN(value));
    }
}
