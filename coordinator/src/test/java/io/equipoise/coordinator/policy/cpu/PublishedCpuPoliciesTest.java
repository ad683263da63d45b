package io.equipoise.coordinator.policy.cpu;

import static io.equipoise.coordinator.Samples.demanding;
import static io.equipoise.coordinator.Samples.placed;
import static io.equipoise.coordinator.Samples.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Published rules, on their sources' worked examples where they have some. */
class PublishedCpuPoliciesTest {

    private static List<String> pins(Plan plan) {
        return plan.changes().stream()
                .map(Pin.class::cast)
                .map(pin -> pin.domain() + "=" + pin.affinity())
                .toList();
    }

    private static double[] loads(Placement placement) {
        return IntStream.range(0, placement.pcpus())
                .mapToDouble(placement::load)
                .toArray();
    }

    private static DoubleStream times(int count, double demand) {
        return DoubleStream.generate(() -> demand).limit(count);
    }

    /** The list for which decreasing rules need 11 bins where 9 do (Johnson et al. 1974, figure 3), with ε = 0.01. */
    @Test
    void bestFitTowardsTheMeanOnJohnsonsWorstList() {
        double[] demand = Arrays.stream(
                        new DoubleStream[] {times(6, 0.51), times(6, 0.27), times(6, 0.26), times(12, 0.23)})
                .flatMapToDouble(items -> items)
                .toArray();
        Placement placement = Placement.empty(PlacementProblem.of(demand, 9));
        BestFitMeanPolicy.place(placement);
        assertThat(loads(placement))
                .containsExactly(new double[] {1.01, 1.01, 1.01, 1.01, 1.01, 1.01, 1.01, 1.01, 0.92}, within(1e-9));
    }

    @Test
    void bestFitTakesTheFullestThatHoldsIt() {
        Sample sample = sample(0, 2, placed("vm1", 1, "0-1"), placed("vm2", 2, "0-1"), placed("vm3", 3, "0-1"));
        assertThat(pins(new BestFitMeanPolicy().decide(demanding(sample, 0.2, 0.1, 0.3))))
                .containsExactlyInAnyOrder("vm3=0", "vm1=1", "vm2=1");
    }

    @Test
    void busiestShedsTheImbalanceToTheIdlest() {
        Placement placement =
                Placement.of(PlacementProblem.of(new double[] {0.4, 0.3, 0.2, 0.1, 0.5}, 3), new int[] {0, 0, 0, 1, 2});
        assertThat(MoveBusiestPolicy.move(placement)).containsExactly(0);
        assertThat(loads(placement)).containsExactly(new double[] {0.5, 0.5, 0.5}, within(1e-9));
    }

    @Test
    void taskOfMoreThanTwiceTheImbalanceIsNotMoved() {
        Placement placement = Placement.of(PlacementProblem.of(new double[] {0.9, 0.2, 0.1}, 2), new int[] {0, 0, 1});
        // Mean 0.6, imbalance 0.5: 0.9 may move, though that only turns the two pCPUs round.
        assertThat(MoveBusiestPolicy.move(placement)).containsExactly(0);
        Placement heavier = Placement.of(PlacementProblem.of(new double[] {0.9, 0.1, 0.3}, 2), new int[] {0, 0, 1});
        // Mean 0.65, imbalance 0.35: half of 0.9 is more.
        assertThat(MoveBusiestPolicy.move(heavier)).containsExactly(1);
    }

    @Test
    void busiestWithinAQuarterOfTheIdlestIsLeftAlone() {
        int[] at = {0, 1};
        assertThat(MoveBusiestPolicy.move(Placement.of(PlacementProblem.of(new double[] {0.5, 0.4}, 2), at)))
                .isEmpty();
        Placement beyond = Placement.of(PlacementProblem.of(new double[] {0.1, 0.45, 0.4}, 2), new int[] {0, 0, 1});
        assertThat(MoveBusiestPolicy.move(beyond)).containsExactly(0);
    }

    @Test
    void freeVcpusArePinnedBeforeTheBusiestSheds() {
        Sample sample = sample(0, 2, placed("vm1", 1, "0-1"), placed("vm2", 2, "0-1"), placed("vm3", 3, "0-1"));
        assertThat(pins(new MoveBusiestPolicy().decide(demanding(sample, 0.2, 0.05, 0.1))))
                .containsExactly("vm1=1", "vm2=1", "vm3=0");
    }

    @Test
    void cheapestFlowIsTheCheapestAssignment() {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            int n = 1 + random.nextInt(6);
            int[][] cost = IntStream.range(0, n)
                    .mapToObj(i -> random.ints(n, 0, 50).toArray())
                    .toArray(int[][]::new);
            MinCostFlow flow = new MinCostFlow(2 * n + 2);
            int[][] arcs = new int[n][n];
            for (int i = 0; i < n; i++) {
                flow.arc(0, 1 + i, 1, 0);
                flow.arc(1 + n + i, 2 * n + 1, 1, 0);
                for (int j = 0; j < n; j++) {
                    arcs[i][j] = flow.arc(1 + i, 1 + n + j, 1, cost[i][j]);
                }
            }
            assertThat(flow.send(0, 2 * n + 1, n)).isEqualTo(n);
            int found = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    found += flow.flow(arcs[i][j]) * cost[i][j];
                }
            }
            assertThat(found).isEqualTo(cheapest(cost, 0, 0));
        }
    }

    /** By every assignment there is; the columns taken are the bits that are set. */
    private static int cheapest(int[][] cost, int row, int taken) {
        if (row == cost.length) {
            return 0;
        }
        return IntStream.range(0, cost.length)
                .filter(column -> (taken & (1 << column)) == 0)
                .map(column -> cost[row][column] + cheapest(cost, row + 1, taken | (1 << column)))
                .min()
                .orElseThrow();
    }

    @Test
    void risingArcSpreadsEqualTasksEvenly() {
        MinCostFlow flow = new MinCostFlow(5);
        int[] arcs = new int[3];
        for (int machine = 0; machine < 3; machine++) {
            arcs[machine] = flow.arc(0, 1 + machine, 9, 0);
            flow.risingArc(1 + machine, 4, 100);
        }
        assertThat(flow.send(0, 4, 7)).isEqualTo(7);
        assertThat(Arrays.stream(arcs).map(flow::flow).sorted().toArray()).containsExactly(2, 2, 3);
    }

    @Test
    void flowSpreadsEachKindOfDemand() {
        double[] demand = {0.26, 0.12, 0.26, 0.12, 0.26, 0.12, 0.26, 0.12};
        int[] free = new int[8];
        Arrays.fill(free, Vcpus.FREE);
        int[] at = MinCostFlowPolicy.place(demand, free, 4);
        assertThat(loads(Placement.of(PlacementProblem.of(demand, 4), at)))
                .containsExactly(new double[] {0.38, 0.38, 0.38, 0.38}, within(1e-9));
    }

    @Test
    void flowMovesNoMoreThanPays() {
        double[] demand = new double[8];
        Arrays.fill(demand, 0.2);
        int[] balanced = {0, 1, 2, 3, 3, 2, 1, 0};
        assertThat(MinCostFlowPolicy.place(demand, balanced, 4)).containsExactly(balanced);
        int[] crowded = {0, 0, 0, 0, 0, 0, 0, 0};
        int[] at = MinCostFlowPolicy.place(demand, crowded, 4);
        assertThat(Arrays.stream(at).filter(pcpu -> pcpu == 0).count()).isEqualTo(2);
    }

    @Test
    void flowFollowsALoadThatWanders() {
        Policy policy = new MinCostFlowPolicy();
        DomainSample[] guests = {placed("vm1", 1, "0"), placed("vm2", 2, "0"), placed("vm3", 3, "1")};
        assertThat(pins(policy.decide(demanding(sample(0, 2, guests), 0.3, 0.3, 0.3))))
                .isEmpty();
        DomainSample[] more = {
            placed("vm1", 1, "0"), placed("vm2", 2, "0"), placed("vm3", 3, "1"), placed("vm4", 4, "0-1")
        };
        assertThat(pins(policy.decide(demanding(sample(0, 2, more), 0.3, 0.3, 0.3, 0.3))))
                .containsExactly("vm4=1");
    }
}
