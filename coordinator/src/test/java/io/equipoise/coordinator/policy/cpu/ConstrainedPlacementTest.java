package io.equipoise.coordinator.policy.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The search under owners' limits, host load and guests of several vCPUs. */
class ConstrainedPlacementTest {
    private static final int PCPUS = 4;

    /** Pairs and threes of siblings among up to 8 vCPUs, each let on 3 pCPUs or on all, beside a host load. */
    private static PlacementProblem problem(Random random) {
        int n = 1 + random.nextInt(8);
        double[] demand = random.doubles(n, 0.05, 0.6).toArray();
        boolean[][] allowed = new boolean[n][PCPUS];
        int[] guest = new int[n];
        for (int v = 0; v < n; v++) {
            Arrays.fill(allowed[v], true);
            if (random.nextBoolean()) {
                allowed[v][random.nextInt(PCPUS)] = false;
            }
            guest[v] = v == 0 || random.nextBoolean() || sizeOf(guest, v, guest[v - 1]) == 3 ? v : guest[v - 1];
        }
        int[][] siblings = new int[n][];
        for (int v = 0; v < n; v++) {
            List<Integer> others = new ArrayList<>();
            for (int other = 0; other < n; other++) {
                if (other != v && guest[other] == guest[v]) {
                    others.add(other);
                }
            }
            siblings[v] = others.stream().mapToInt(one -> one).toArray();
        }
        return new PlacementProblem(demand, random.doubles(PCPUS, 0, 0.3).toArray(), allowed, siblings);
    }

    private static int sizeOf(int[] guest, int upTo, int one) {
        return (int) Arrays.stream(guest, 0, upTo).filter(other -> other == one).count();
    }

    private static double exhaustive(PlacementProblem problem, int vcpu, Placement placement, double known) {
        double largest = placement.largest();
        if (vcpu == problem.vcpus() || largest >= known) {
            return Math.min(known, largest);
        }
        double best = known;
        for (int pcpu = 0; pcpu < PCPUS; pcpu++) {
            if (placement.fits(vcpu, pcpu, Vcpus.FREE)) {
                int[] at = placement.positions();
                at[vcpu] = pcpu;
                best = exhaustive(problem, vcpu + 1, Placement.of(problem, at), best);
            }
        }
        return best;
    }

    @Test
    void searchReachesTheSmallestLargestLoadWithinItsLimits() {
        Random random = new Random(13);
        for (int round = 0; round < 500; round++) {
            PlacementProblem problem = problem(random);
            Placement best = PlacementSearch.best(problem);
            assertThat(best.isAllowed()).isTrue();
            assertThat(best.shared()).isZero();
            assertThat(best.largest())
                    .isCloseTo(exhaustive(problem, 0, Placement.empty(problem), Double.MAX_VALUE), within(1e-9));
        }
    }

    @Test
    void nearestKeepsTheLimitsWhereverItStarts() {
        Random random = new Random(17);
        for (int round = 0; round < 500; round++) {
            PlacementProblem problem = problem(random);
            int[] present = random.ints(problem.vcpus(), Vcpus.FREE, PCPUS).toArray();
            Placement best = PlacementSearch.best(problem);
            Placement near = PlacementSearch.nearest(present, best, 0.005);
            assertThat(near.isAllowed()).isTrue();
            assertThat(near.shared()).isZero();
            assertThat(near.gain(best)).isLessThanOrEqualTo(0.005);
        }
    }

    @Test
    void largeHostKeepsEveryGuestsVcpusApart() {
        Random random = new Random(19);
        int guests = 200;
        double[] demand = new double[4 * guests];
        int[][] siblings = new int[demand.length][];
        for (int v = 0; v < demand.length; v++) {
            demand[v] = v % 4 == 0 ? 0.05 + 0.4 * random.nextDouble() : demand[v - 1];
            int first = v - v % 4;
            int self = v;
            siblings[v] = IntStream.range(first, first + 4)
                    .filter(other -> other != self)
                    .toArray();
        }
        PlacementProblem free = PlacementProblem.of(demand, 100);
        PlacementProblem problem = new PlacementProblem(demand, free.hostLoad(), free.allowed(), siblings);
        Placement best = PlacementSearch.best(problem);
        assertThat(best.shared()).isZero();
        assertThat(best.largest()).isLessThan(1.01 * problem.lowerBound());
    }
}
