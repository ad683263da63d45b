package io.equipoise.reports.chart;

import java.util.stream.IntStream;

/** Thins out a curve for drawing. */
final class Downsample {
    private Downsample() {}

    /**
     * Which points to keep, ascending: the least and the greatest value of each of {@code points / 2} stretches, so that no
     * peak is lost; a stretch without any number keeps one point that breaks the curve. All when they are few enough.
     */
    static int[] extremes(double[] y, int points) {
        if (y.length <= points) {
            return IntStream.range(0, y.length).toArray();
        }
        int stretches = Math.max(1, points / 2);
        IntStream.Builder kept = IntStream.builder();
        for (int i = 0; i < stretches; i++) {
            keepExtremes(y, start(y, i, stretches), start(y, i + 1, stretches), kept);
        }
        return kept.build().toArray();
    }

    private static int start(double[] y, int stretch, int stretches) {
        return (int) ((long) y.length * stretch / stretches);
    }

    private static void keepExtremes(double[] y, int from, int to, IntStream.Builder kept) {
        int least = -1;
        int greatest = -1;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(y[i])) {
                least = least < 0 || y[i] < y[least] ? i : least;
                greatest = greatest < 0 || y[i] > y[greatest] ? i : greatest;
            }
        }
        if (least < 0) {
            kept.add(from);
            return;
        }
        kept.add(Math.min(least, greatest));
        if (least != greatest) {
            kept.add(Math.max(least, greatest));
        }
    }
}
