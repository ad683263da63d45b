package io.equipoise.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DownsampleTest {
    @Test
    void fewPointsAreAllKept() {
        assertThat(Downsample.extremes(new double[] {3, 1, 2}, 3)).containsExactly(0, 1, 2);
    }

    @Test
    void extremesOfEveryStretchAreKeptAndNoMoreThanAsked() {
        Random random = new Random(7);
        for (int run = 0; run < 200; run++) {
            double[] y = random.doubles(1 + random.nextInt(3000)).toArray();
            for (int i = random.nextInt(y.length); i < y.length && random.nextBoolean(); i++) {
                y[i] = Double.NaN;
            }
            int points = 2 + random.nextInt(300);
            int[] kept = Downsample.extremes(y, points);

            assertThat(kept.length).isLessThanOrEqualTo(Math.max(points, 2));
            assertThat(kept).isSorted().doesNotHaveDuplicates();
            assertThat(max(y, kept)).isEqualTo(max(y, all(y)));
            assertThat(max(negated(y), kept)).isEqualTo(max(negated(y), all(y)));
        }
    }

    @Test
    void aStretchWithoutNumbersStillBreaksTheCurve() {
        double[] y = new double[100];
        Arrays.fill(y, 40, 60, Double.NaN);

        int[] kept = Downsample.extremes(y, 10);

        assertThat(Arrays.stream(kept).anyMatch(i -> Double.isNaN(y[i]))).isTrue();
    }

    private static int[] all(double[] y) {
        return IntStream.range(0, y.length).toArray();
    }

    private static double[] negated(double[] y) {
        return Arrays.stream(y).map(value -> -value).toArray();
    }

    private static double max(double[] y, int[] indices) {
        return Arrays.stream(indices)
                .mapToDouble(i -> y[i])
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
    }
}
