package io.equipoise.replay.model.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.equipoise.traces.CpuSet;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CpuModelTest {
    private static final Offset<Double> ROUNDING = within(1e-9);

    @Test
    void fourGuestsOnOnePcpuUseWhatWasMeasured() {
        CpuModel model = pinned(1, 0.286, 0.286, 0.118, 0.118);

        assertThat(model.used(0)).isCloseTo(0.694, within(0.0005));
    }

    @Test
    void equalWeightsOnOnePcpuAreExact() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            double[] demand = random.doubles(1 + random.nextInt(6), 0.01, 0.95).toArray();
            double load = random.nextDouble() * 0.6;
            CpuModel model = model(1, demand, ones(demand.length), new double[] {load}, CpuSet.of(0));

            assertRuns(model, MarkovChain.run(demand, ones(demand.length), 1 - load), ROUNDING);
        }
    }

    @Test
    void vcpusFreeOverTheSamePcpusAreExact() {
        Random random = new Random(2);
        for (int round = 0; round < 200; round++) {
            int pcpus = 2 + random.nextInt(3);
            double[] demand = random.doubles(1 + random.nextInt(6), 0.01, 0.95).toArray();
            CpuModel model = model(pcpus, demand, ones(demand.length), new double[pcpus], CpuSet.firstOf(pcpus));

            assertRuns(model, MarkovChain.run(demand, ones(demand.length), pcpus), ROUNDING);
            assertThat(model.used(0)).isCloseTo(model.used(pcpus - 1), ROUNDING);
        }
    }

    @Test
    void neverSleepingVcpusAreExact() {
        double[] demand = {1, 1, 0.3, 0.05};
        CpuModel model = pinned(1, demand);

        assertRuns(model, MarkovChain.run(demand, ones(4), 1), ROUNDING);
        assertThat(model.sleep(0)).isZero();
        assertThat(model.wait(0)).isCloseTo(1 - model.run(0), ROUNDING);
        assertThat(model.used(0)).isCloseTo(1, ROUNDING);
    }

    @Test
    void manyVcpusNeitherOverflowNorVanish() {
        double[] demand = new double[600];
        Arrays.fill(demand, 0, 300, 1e-4);
        Arrays.fill(demand, 300, 600, 0.9);
        CpuModel model = pinned(1, demand);

        assertThat(model.used(0)).isCloseTo(1, ROUNDING);
        assertThat(model.run(599)).isCloseTo(1.0 / 300, within(1e-4));
        assertThat(model.run(0)).isBetween(3e-5, 1e-4);
    }

    @Test
    void saturationIsMaxMinFair() {
        CpuModel model = new CpuModel(2, 4);
        model.place(0, CpuSet.of(0));
        model.place(1, CpuSet.of(0, 1));
        model.place(2, CpuSet.of(0, 1));
        model.place(3, CpuSet.of(1));
        model.solve(new double[] {1, 1, 1, 0.1}, ones(4), new double[2]);

        assertThat(model.used(0) + model.used(1)).isCloseTo(2, within(0.08));
        assertThat(model.run(0)).isCloseTo(0.64, within(0.1));
        assertThat(model.run(1)).isCloseTo(0.64, within(0.1));
    }

    @Test
    void weightsDivideASaturatedPcpu() {
        CpuModel model = model(1, new double[] {1, 1, 1}, new double[] {2, 1, 1}, new double[] {0.2}, CpuSet.of(0));

        assertThat(model.run(0)).isCloseTo(0.4, within(1e-6));
        assertThat(model.run(1)).isCloseTo(0.2, within(1e-6));
    }

    @Test
    void unequalWeightsAreNearTheTruth() {
        Random random = new Random(3);
        double worst = 0;
        for (int round = 0; round < 300; round++) {
            int n = 2 + random.nextInt(4);
            double[] demand = random.doubles(n, 0.02, 0.9).toArray();
            double[] weight = random.doubles(n, 0.5, 4).toArray();
            CpuModel model = model(1, demand, weight, new double[1], CpuSet.of(0));
            double[] truth = MarkovChain.run(demand, weight, 1);
            for (int v = 0; v < n; v++) {
                worst = Math.max(worst, Math.abs(model.run(v) - truth[v]));
            }
        }
        assertThat(worst).isLessThan(0.05);
    }

    @Test
    void fractionalPlacementComesNearTheExactStation() {
        Random random = new Random(4);
        double worst = 0;
        for (int round = 0; round < 200; round++) {
            int n = 2 + random.nextInt(5);
            double[] demand = random.doubles(n, 0.02, 0.4).toArray();
            double[] weight = ones(n);
            weight[0] = 1.000_001;
            CpuModel model = model(2, demand, weight, new double[2], CpuSet.firstOf(2));
            double[] truth = MarkovChain.run(demand, ones(n), 2);
            for (int v = 0; v < n; v++) {
                worst = Math.max(worst, Math.abs(model.run(v) - truth[v]));
            }
        }
        assertThat(worst).isLessThan(0.05);
    }

    @Test
    void freeVcpusAvoidWhereOthersArePinned() {
        CpuModel model = new CpuModel(2, 3);
        model.place(0, CpuSet.of(0));
        model.place(1, CpuSet.of(0));
        model.place(2, CpuSet.of(0, 1));
        model.solve(new double[] {0.4, 0.4, 0.4}, ones(3), new double[2]);

        assertThat(model.used(1)).isCloseTo(model.run(2), ROUNDING);
        assertThat(model.used(0)).isCloseTo(model.run(0) + model.run(1), ROUNDING);
        assertThat(model.wait(2)).isLessThan(0.01);
    }

    @Test
    void everythingIsConservedAndBounded() {
        Random random = new Random(5);
        for (int round = 0; round < 1_000; round++) {
            int pcpus = 1 + random.nextInt(6);
            int n = 1 + random.nextInt(12);
            CpuModel model = new CpuModel(pcpus, n);
            double[] demand = new double[n];
            for (int v = 0; v < n; v++) {
                demand[v] = random.nextInt(5) == 0 ? random.nextInt(2) : random.nextDouble();
                model.place(v, random.nextInt(8) == 0 ? null : affinity(random, pcpus));
            }
            double[] weight =
                    random.nextBoolean() ? ones(n) : random.doubles(n, 0.1, 10).toArray();
            double[] load = random.doubles(pcpus, 0, 0.9).toArray();
            model.solve(demand, weight, load);

            double ran = 0;
            for (int v = 0; v < n; v++) {
                double whole = model.run(v) + model.wait(v) + model.sleep(v);
                assertThat(whole).isIn(0.0, whole > 0 ? whole : 1.0);
                assertThat(whole == 0 ? 1 : whole).isCloseTo(1, ROUNDING);
                assertThat(model.run(v)).isBetween(0.0, demand[v] + 1e-9);
                ran += model.run(v);
            }
            double used = 0;
            for (int p = 0; p < pcpus; p++) {
                assertThat(model.used(p)).isBetween(0.0, 1 - load[p] + 1e-9);
                assertThat(model.used(p) + load[p] + model.idle(p)).isCloseTo(1, ROUNDING);
                used += model.used(p);
            }
            assertThat(used).isCloseTo(ran, ROUNDING);
        }
    }

    @Test
    void moreLoadNeverGivesAnotherMore() {
        Random random = new Random(6);
        for (int round = 0; round < 1_000; round++) {
            int pcpus = 1 + random.nextInt(3);
            double[] demand = random.doubles(2 + random.nextInt(8), 0, 1).toArray();
            double[] load = random.doubles(pcpus, 0, 0.5).toArray();
            CpuModel before = model(pcpus, demand, ones(demand.length), load, CpuSet.firstOf(pcpus));
            int more = random.nextInt(demand.length);
            demand[more] += (1 - demand[more]) * random.nextDouble();
            CpuModel after = model(pcpus, demand, ones(demand.length), load, CpuSet.firstOf(pcpus));

            for (int v = 0; v < demand.length; v++) {
                if (v != more) {
                    assertThat(after.run(v)).isLessThanOrEqualTo(before.run(v) + 1e-12);
                }
            }
        }
    }

    @Test
    void hostLoadStretchesService() {
        CpuModel model = model(1, new double[] {0.5}, ones(1), new double[] {0.5}, CpuSet.of(0));

        assertThat(model.run(0)).isCloseTo(1.0 / 3, ROUNDING);
        assertThat(model.wait(0)).isCloseTo(1.0 / 3, ROUNDING);
        assertThat(model.sleep(0)).isCloseTo(1.0 / 3, ROUNDING);
    }

    @Test
    void anAffinityOutsideTheHostIsAFault() {
        assertThatThrownBy(() -> new CpuModel(2, 1).place(0, CpuSet.of(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'2'");
    }

    private static CpuSet affinity(Random random, int pcpus) {
        CpuSet[] some = {
            CpuSet.of(random.nextInt(pcpus)),
            CpuSet.firstOf(pcpus),
            CpuSet.of(random.nextInt(pcpus), random.nextInt(pcpus)),
        };
        return some[random.nextInt(some.length)];
    }

    private static void assertRuns(CpuModel model, double[] truth, Offset<Double> offset) {
        for (int v = 0; v < truth.length; v++) {
            assertThat(model.run(v)).isCloseTo(truth[v], offset);
        }
    }

    private static CpuModel pinned(int pcpus, double... demand) {
        return model(pcpus, demand, ones(demand.length), new double[pcpus], CpuSet.of(0));
    }

    private static CpuModel model(int pcpus, double[] demand, double[] weight, double[] load, CpuSet affinity) {
        CpuModel model = new CpuModel(pcpus, demand.length);
        for (int v = 0; v < demand.length; v++) {
            model.place(v, affinity);
        }
        model.solve(demand, weight, load);
        return model;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
