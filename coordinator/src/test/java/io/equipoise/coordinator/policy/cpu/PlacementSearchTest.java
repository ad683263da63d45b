package io.equipoise.coordinator.policy.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlacementSearchTest {

    @Test
    void searchReachesTheSmallestLargestLoad() {
        Random random = new Random(42);
        for (int round = 0; round < 1000; round++) {
            double[] demand = demands(random, 1 + random.nextInt(12));
            double best = best(demand, 4).largest();
            assertThat(best).isCloseTo(exhaustive(demand, 4), within(1e-9));
        }
    }

    @Test
    void largeHostIsFilledEvenly() {
        Random random = new Random(7);
        double[] demand = demands(random, 1000);
        Placement placement = best(demand, 128);
        assertThat(placement.largest())
                .isLessThanOrEqualTo(1.01 * placement.problem().lowerBound());
    }

    @Test
    void equalLargestLoadIsSettledByTheSumOfSquares() {
        double[] demand = {0.9, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2};
        Placement placement = best(demand, 4);
        double[] loads = new double[] {placement.load(0), placement.load(1), placement.load(2), placement.load(3)};
        Arrays.sort(loads);
        assertThat(loads).containsExactly(new double[] {0.4, 0.4, 0.4, 0.9}, within(1e-9));
    }

    @Test
    void nearestPlacementMovesNoMoreThanItMust() {
        double[] demand = {0.2, 0.2, 0.2, 0.2};
        Placement best = best(demand, 2);
        assertThat(PlacementSearch.nearest(new int[] {1, 0, 1, 1}, best, 0.005)
                        .changes(Placement.of(best.problem(), new int[] {1, 0, 1, 1})))
                .isEqualTo(1);
        assertThat(PlacementSearch.nearest(new int[] {1, 0, 0, 1}, best, 0.005).positions())
                .containsExactly(1, 0, 0, 1);
    }

    @Test
    void nearestPlacementIsWithinItsToleranceOfTheBest() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            double[] demand = demands(random, 1 + random.nextInt(30));
            int[] present = random.ints(demand.length, Vcpus.FREE, 5).toArray();
            Placement best = best(demand, 5);
            Placement near = PlacementSearch.nearest(present, best, 0.005);
            assertThat(near.gain(best)).isLessThanOrEqualTo(0.005);
            assertThat(near.positions()).doesNotContain(Vcpus.FREE);
        }
    }

    @Test
    void longestProcessingTimeFirstOnGrahamsExample() {
        double[] demand = {5, 5, 4, 4, 3, 3, 3};
        Placement placement = Placement.empty(PlacementProblem.of(demand, 3));
        Lpt.place(placement);
        assertThat(placement.largest()).isEqualTo(11);
        assertThat(best(demand, 3).largest()).isEqualTo(9);
    }

    @Test
    void placementIsFoundFromDemandsAlone() {
        assertThat(PlacementSearch.place(new double[] {0.5, 0.3, 0.2}, 2)).containsExactly(0, 1, 1);
    }

    private static Placement best(double[] demand, int pcpus) {
        return PlacementSearch.best(PlacementProblem.of(demand, pcpus));
    }

    private static double[] demands(Random random, int count) {
        return random.doubles(count, 0.05, 0.6).toArray();
    }

    /** The smallest largest load over every placement there is. */
    static double exhaustive(double[] demand, int pcpus) {
        return exhaustive(demand, 0, new double[pcpus], 0, Double.MAX_VALUE);
    }

    /** The same from some vCPU on, if it is below the one known. */
    private static double exhaustive(double[] demand, int vcpu, double[] load, double largest, double known) {
        if (vcpu == demand.length || largest >= known) {
            return Math.min(known, largest);
        }
        double best = known;
        for (int pcpu = 0; pcpu < load.length; pcpu++) {
            double before = load[pcpu];
            load[pcpu] += demand[vcpu];
            best = exhaustive(demand, vcpu + 1, load, Math.max(largest, load[pcpu]), best);
            load[pcpu] = before;
            if (before == 0) {
                break;
            }
        }
        return best;
    }
}
