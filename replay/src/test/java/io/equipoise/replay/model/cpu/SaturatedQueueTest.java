package io.equipoise.replay.model.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The closed queue of pCPUs that are always busy, which says itself where it does not hold. */
class SaturatedQueueTest {
    private static final int STATIONS = 300;

    private final Random random = new Random(9);
    private final SaturatedQueue queue = new SaturatedQueue();

    @Test
    void whereItHoldsItHasTheSharesOfTheExactRows() {
        int held = 0;
        for (int station = 0; station < STATIONS; station++) {
            double[] demand = demands(65 + random.nextInt(400), Math.pow(10, -2 * random.nextDouble()), station % 4);
            double most = Arrays.stream(demand).sum() * 1.2;
            double capacity = Math.max(0.02, most * Math.pow(16, -random.nextDouble()));
            held += assertSameWhereItHolds(demand, station % 2 == 0 ? capacity : Math.ceil(capacity)) ? 1 : 0;
        }
        assertThat(held).isBetween(STATIONS / 10, STATIONS * 9 / 10);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.5, 1})
    void aSinglePcpuIsBusyWheneverSomebodyIsRunnable(double capacity) {
        assertThat(assertSameWhereItHolds(demands(200, 1, 0), capacity)).isTrue();
    }

    @Test
    void itDoesNotHoldWherePcpusAreAtTimesIdle() {
        double[] demand = new double[300];
        Arrays.fill(demand, 0.1);

        assertThat(holds(demand, 60)).as("twice the pCPUs that are wanted").isFalse();
        assertThat(holds(demand, 30)).as("as many as are wanted").isFalse();
        assertThat(holds(demand, 28)).as("two less").isFalse();
        assertThat(holds(demand, 6)).as("a fifth").isTrue();
    }

    private double[] demands(int vcpus, double most, int kind) {
        double[] demand = random.doubles(vcpus, 0, most).toArray();
        for (int i = 0; i < vcpus; i++) {
            if (kind == 1 && i % 5 == 0) {
                demand[i] = 1;
            } else if (kind == 2 && i % 3 > 0) {
                demand[i] = 0;
            } else if (kind == 3) {
                demand[i] = Math.min(1, -Math.log(1 - random.nextDouble()) * most);
            }
        }
        return demand;
    }

    private boolean holds(double[] demand, double capacity) {
        int n = demand.length;
        return solve(demand, capacity, new double[n], new double[n]);
    }

    private boolean solve(double[] demand, double capacity, double[] run, double[] sleep) {
        int[] members = IntStream.range(0, demand.length).toArray();
        return queue.solve(members, demand, capacity, CrowdedQueue.tilt(members, demand, capacity), run, sleep);
    }

    private boolean assertSameWhereItHolds(double[] demand, double capacity) {
        int n = demand.length;
        double[][] shares = new double[4][n];
        if (!solve(demand, capacity, shares[0], shares[1])) {
            return false;
        }
        ScaledQueue scaled = new ScaledQueue();
        scaled.reserve(n);
        scaled.solve(IntStream.range(0, n).toArray(), demand, capacity, shares[2], shares[3]);
        for (int i = 0; i < n; i++) {
            assertThat(shares[0][i]).isCloseTo(shares[2][i], within(1e-12));
            assertThat(shares[1][i]).isCloseTo(shares[3][i], within(1e-12));
        }
        return true;
    }
}
