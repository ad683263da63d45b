package io.equipoise.replay.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BestDeviationTest {

    @Test
    void evenlyDividedDemandsReachZero() {
        assertThat(best(4, 18, 18, 18, 18, 18, 18, 18, 18)).isZero();
        assertThat(best(4, 26, 12, 26, 12, 26, 12, 26, 12)).isZero();
    }

    @Test
    void whatCannotBeSplitLeavesADeviation() {
        assertThat(best(12, 30, 30, 30, 30, 30, 30, 30, 30)).isCloseTo(10 * Math.sqrt(2), within(1e-9));
        assertThat(best(2, 10, 10, 10)).isCloseTo(5, within(1e-9));
        assertThat(best(2, 50, 20, 10)).isCloseTo(10, within(1e-9));
    }

    @Test
    void aFullPcpuIsUsedByNoMoreThanItHas() {
        assertThat(best(2, 100, 100, 100)).isZero();
    }

    @Test
    void lptAloneMissesWhatTheSearchFinds() {
        assertThat(best(2, 30, 30, 20, 20, 20)).isZero();
    }

    @Test
    void theSearchIsExactForSmallNumbers() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            int pcpus = 2 + random.nextInt(2);
            double[] demands =
                    random.doubles(2 + random.nextInt(5), 1, 60).map(Math::rint).toArray();
            BestDeviation best = BestDeviation.of(demands, pcpus);

            assertThat(best.exact()).isTrue();
            assertThat(best.points()).isCloseTo(everyAssignment(demands, pcpus), within(1e-9));
        }
    }

    @Test
    void manyVcpusAreNotSearchedForEver() {
        double[] demands = new Random(5).doubles(64, 1, 30).toArray();
        BestDeviation best = BestDeviation.of(demands, 9);

        assertThat(best.points()).isLessThan(3);
    }

    private static double best(int pcpus, double... demands) {
        BestDeviation best = BestDeviation.of(demands, pcpus);
        assertThat(best.exact()).isTrue();
        return best.points();
    }

    private static double everyAssignment(double[] demands, int pcpus) {
        double best = Double.POSITIVE_INFINITY;
        for (int code = 0; code < Math.pow(pcpus, demands.length); code++) {
            double[] loads = new double[pcpus];
            int rest = code;
            for (double demand : demands) {
                loads[rest % pcpus] += demand;
                rest /= pcpus;
            }
            best = Math.min(
                    best,
                    UsageWindow.deviation(Arrays.stream(loads)
                            .map(load -> Math.min(load, 100))
                            .toArray()));
        }
        return best;
    }
}
