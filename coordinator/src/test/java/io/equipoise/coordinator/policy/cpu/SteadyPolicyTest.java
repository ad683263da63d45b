package io.equipoise.coordinator.policy.cpu;

import static io.equipoise.coordinator.Samples.demanding;
import static io.equipoise.coordinator.Samples.placed;
import static io.equipoise.coordinator.Samples.sample;
import static io.equipoise.coordinator.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.equipoise.coordinator.policy.Plan.Change;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SteadyPolicyTest {
    private static final double[] EQUAL = {0.18, 0.18, 0.18, 0.18, 0.18, 0.18, 0.18, 0.18};
    private static final double[] UNEVEN = {0.26, 0.12, 0.26, 0.12, 0.26, 0.12, 0.26, 0.12};

    private final SteadyPolicy policy = new SteadyPolicy();
    private String[] affinities;
    private int ticks;

    /** Runs so many ticks under a demand, carrying out every plan at once; the number of pins carried out. */
    private int run(int pcpus, int forTicks, double... demand) {
        int pins = 0;
        for (int end = ticks + forTicks; ticks < end; ticks++) {
            List<Change> changes = policy.decide(demanding(host(pcpus), demand)).changes();
            for (Change change : changes) {
                int guest = Integer.parseInt(change.domain().substring(2));
                affinities[guest] = ((Pin) change).affinity().toString();
            }
            pins += changes.size();
        }
        return pins;
    }

    private Sample host(int pcpus) {
        return sample(
                ticks,
                pcpus,
                IntStream.range(0, affinities.length)
                        .mapToObj(i -> placed("vm" + i, i + 1, affinities[i]))
                        .toArray(DomainSample[]::new));
    }

    private void start(String... affinities) {
        this.affinities = affinities;
    }

    private double[] loads(int pcpus, double... demand) {
        double[] loads = new double[pcpus];
        for (int i = 0; i < demand.length; i++) {
            loads[Integer.parseInt(affinities[i])] += demand[i];
        }
        return loads;
    }

    private double spread(int pcpus, double... demand) {
        double[] loads = loads(pcpus, demand);
        return Arrays.stream(loads).max().orElseThrow()
                - Arrays.stream(loads).min().orElseThrow();
    }

    @Test
    void crowdedPcpuIsUnloadedInTimeAndOnce() {
        start("0", "0", "0", "0", "0", "0", "0", "0");
        assertThat(run(4, 20, EQUAL)).isEqualTo(6);
        assertThat(spread(4, EQUAL)).isLessThan(0.01);
        assertThat(run(4, 200, EQUAL)).isZero();
    }

    @Test
    void freeVcpusArePlacedByDemand() {
        start("0-3", "0-3", "0-3", "0-3", "0-3", "0-3", "0-3", "0-3");
        assertThat(run(4, 20, UNEVEN)).isEqualTo(8);
        assertThat(spread(4, UNEVEN)).isLessThan(0.01);
    }

    @Test
    void nothingHappensBeforeAWholeWindowOfLoadWasSeen() {
        start("0", "0", "0", "0", "0", "0", "0", "0");
        assertThat(run(4, SteadyPolicy.PATIENCE - 1, EQUAL)).isZero();
        start("0-3", "0-3", "0-3", "0-3", "0-3", "0-3", "0-3", "0-3");
        assertThat(new SteadyPolicy().decide(demanding(host(4), EQUAL)).changes())
                .isEmpty();
    }

    @Test
    void balancedPlacementIsLeftAloneUnderNoise() {
        start("0", "1", "2", "3", "0", "1", "2", "3");
        Random random = new Random(5);
        int pins = 0;
        for (int i = 0; i < 500; i++) {
            pins += run(
                    4,
                    1,
                    Arrays.stream(EQUAL)
                            .map(demand -> demand + 0.01 * random.nextGaussian())
                            .toArray());
        }
        assertThat(pins).isZero();
    }

    @Test
    void idleHostIsLeftAlone() {
        start("0", "0", "0", "0", "0-3", "0-3", "0-3", "0-3");
        assertThat(run(4, 100, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02)).isZero();
    }

    @Test
    void changeOfLoadIsAnsweredWithFewMoves() {
        start("0", "1", "2", "3", "0", "1", "2", "3");
        run(4, 40, 0.12, 0.12, 0.12, 0.12, 0.12, 0.12, 0.12, 0.12);
        assertThat(run(4, 25, UNEVEN)).isEqualTo(4);
        assertThat(spread(4, UNEVEN)).isLessThan(0.01);
    }

    @Test
    void oneFreeVcpuIsPlacedWithoutMovingTheOthers() {
        start("0", "1", "2", "0-2", "0");
        assertThat(run(3, 20, 0.3, 0.2, 0.3, 0.1, 0.01)).isEqualTo(1);
        assertThat(affinities[3]).isEqualTo("1");
    }

    @Test
    void pcpusBehindAHugeVcpuAreBalancedToo() {
        start("0", "1", "1", "1", "1", "1", "1", "2");
        double[] demand = {0.95, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.01};
        assertThat(run(3, 40, demand)).isPositive();
        double[] loads = loads(3, demand);
        assertThat(Math.abs(loads[1] - loads[2])).isLessThan(0.1);
    }

    @Test
    void smallGainMustLastBeforeItIsWorthAMove() {
        start("0", "0", "1", "1");
        double[] demand = {0.20, 0.16, 0.12, 0.12};
        assertThat(run(2, 20, demand)).isZero();
        assertThat(run(2, 100, demand)).isPositive();
    }

    @Test
    void nothingHappensWhileADemandIsUnknown() {
        start("0", "0");
        assertThat(policy.decide(seen(host(2), null)).changes()).isEmpty();
    }

    @Test
    void hostsOfAnySizeAreFilled() {
        start(IntStream.range(0, 200).mapToObj(i -> "0-99").toArray(String[]::new));
        double[] demand = new Random(9).doubles(200, 0.1, 0.4).toArray();
        assertThat(run(100, 20, demand)).isEqualTo(200);
        assertThat(Arrays.stream(loads(100, demand)).max().orElseThrow())
                .isLessThan(1.1 * Arrays.stream(demand).sum() / 100);
    }

    @Test
    void fromAllFreeTheSmallestLargestLoadIsReached() {
        Random random = new Random(42);
        for (int round = 0; round < 1000; round++) {
            double[] demand = random.doubles(1 + random.nextInt(12), 0.05, 0.6).toArray();
            SteadyPolicy fresh = new SteadyPolicy();
            start(Arrays.stream(demand).mapToObj(one -> "0-3").toArray(String[]::new));
            for (int i = 1; i < SteadyPolicy.PATIENCE; i++) {
                fresh.decide(demanding(host(4), demand));
            }
            fresh.decide(demanding(host(4), demand))
                    .changes()
                    .forEach(change ->
                            affinities[Integer.parseInt(change.domain().substring(2))] =
                                    ((Pin) change).affinity().toString());
            assertThat(Arrays.stream(loads(4, demand)).max().orElseThrow())
                    .isCloseTo(PlacementSearchTest.exhaustive(demand, 4), within(1e-9));
        }
    }

    @Test
    void gainWithinTheNoiseThatWasSetMovesNothing() {
        double[] demand = {0.20, 0.16, 0.12, 0.12};
        for (boolean tolerant : new boolean[] {true, false}) {
            SteadyPolicy other = new SteadyPolicy(tolerant ? 0.06 : 0.02);
            start("0", "0", "1", "1");
            int pins = 0;
            for (int i = 0; i < 140; i++) {
                pins += other.decide(demanding(host(2), demand)).changes().size();
            }
            assertThat(pins > 0).isEqualTo(!tolerant);
        }
    }
}
