package io.equipoise.replay.model.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The closed queue in all its ways of counting, which are exact. */
class ClosedQueueTest {
    private final Random random = new Random(5);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 64, 65, 100, 333, 1052})
    void howItIsCountedChangesNoShare(int vcpus) {
        for (double capacity : new double[] {0.02, 0.5, 1, vcpus / 16.0, vcpus / 4.0, vcpus}) {
            for (double most : new double[] {0.02, 0.1, 0.5, 1}) {
                assertSame(demands(vcpus, most), capacity);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.8, 0.95, 1, 1.05, 1.3, 1.6, 2})
    void nearSaturationHowItIsCountedChangesNoShareEither(double pcpusPerDemand) {
        for (int station = 0; station < 20; station++) {
            double[] demand = demands(65 + random.nextInt(300), Math.pow(10, -2 * random.nextDouble()));
            // Most of them idle: few vCPUs queue for few pCPUs, whose queue has a long tail.
            for (int i = 0; station % 4 < 2 && i < demand.length; i++) {
                demand[i] = i % 3 == 0 ? demand[i] : 0;
            }
            double capacity = pcpusPerDemand * Arrays.stream(demand).sum();
            assertSame(demand, Math.max(0.02, station % 2 == 0 ? capacity : Math.rint(capacity)));
        }
    }

    /** Of states far beyond those that count the weights would overflow. */
    @ParameterizedTest
    @CsvSource({"1600, 0.0125, 20", "1600, 0.0125, 20.2", "1052, 0.08, 62", "1052, 0.08, 84.16", "1052, 0.99, 1000"})
    void manyAlikeNearSaturationAreCountedToo(int vcpus, double each, double capacity) {
        double[] demand = new double[vcpus];
        Arrays.fill(demand, each);

        assertSame(demand, capacity);
    }

    private double[] demands(int vcpus, double most) {
        double[] demand = random.doubles(vcpus, 0, most).toArray();
        for (int i = 0; i < vcpus; i += 7) {
            demand[i] = most == 1 && i % 2 == 0 ? 1 : 0;
        }
        return demand;
    }

    private static void assertSame(double[] demand, double capacity) {
        int n = demand.length;
        int[] members = IntStream.range(0, n).toArray();
        double[][] shares = new double[4][n];
        ClosedQueue queue = new ClosedQueue();
        queue.reserve(n);
        ScaledQueue scaled = new ScaledQueue();
        scaled.reserve(n);

        double used = queue.solve(members, demand, capacity, shares[0], shares[1]);
        double expected = scaled.solve(members, demand, capacity, shares[2], shares[3]);

        assertThat(used).isCloseTo(expected, within(1e-9 * Math.max(1, expected)));
        for (int i = 0; i < n; i++) {
            assertThat(shares[0][i]).isCloseTo(shares[2][i], within(1e-9));
            assertThat(shares[1][i]).isCloseTo(shares[3][i], within(1e-9));
        }
    }
}
