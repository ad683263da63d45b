package io.equipoise.coordinator.policy.cpu;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.ShippedFactory;
import java.util.Arrays;

/**
 * Scheduling as a flow of least cost, over again at every tick. The network is that of Quincy (M. Isard et al., SOSP 2009)
 * and Firmament (I. Gog et al., OSDI 2016): one unit from each vCPU by an aggregator to a pCPU and on to the sink. vCPUs of
 * like demand share an aggregator, as in Firmament's network-aware policy its tasks of like request; from it the k-th unit
 * into a pCPU costs the load that k of them make there, and from the pCPU to the sink the k-th unit of any costs the load of
 * k mean ones, as Firmament's load-spreading policy rises with each task. A vCPU that runs somewhere has an arc of its own to
 * there, past the first step, that is cheaper by what a move costs (Quincy's preference for where a task runs).
 */
public final class MinCostFlowPolicy implements Policy {
    /** Demands within this share of a pCPU are alike. */
    static final double CLASS = 0.05;

    /** What a move costs, as the same share of load. */
    static final double MOVE = 0.02;

    private static final double UNIT = 1e6;

    @Override
    public Plan decide(Observation seen) {
        Vcpus vcpus = Vcpus.of(seen.sample());
        double[] demand = vcpus.demand(seen);
        if (vcpus.isEmpty() || demand == null) {
            return Plan.NOTHING;
        }
        int[] placed = place(demand, vcpus.placement(), vcpus.pcpus().size());
        return Plan.of(vcpus.pins(placed, "the flow of least cost"));
    }

    /** The pCPU of each vCPU in the flow of least cost. */
    static int[] place(double[] demand, int[] present, int pcpus) {
        return new Network(demand, present, pcpus).solve();
    }

    /** The nodes: the source, the vCPUs, the aggregators, each aggregator's share in each pCPU, the pCPUs, the sink. */
    private static final class Network {
        private final double[] demand;
        private final int[] present;
        private final int pcpus;
        private final int[] classOf;
        private final int[] classSize;
        private final double[] classSum;
        private final MinCostFlow flow;
        private final int[] stay;
        private final int[][] enter;

        Network(double[] demand, int[] present, int pcpus) {
            this.demand = demand;
            this.present = present;
            this.pcpus = pcpus;
            int[] kind = Arrays.stream(demand)
                    .mapToInt(one -> (int) Math.round(one / CLASS))
                    .toArray();
            int[] kinds = Arrays.stream(kind).distinct().sorted().toArray();
            classOf = Arrays.stream(kind)
                    .map(one -> Arrays.binarySearch(kinds, one))
                    .toArray();
            classSize = new int[kinds.length];
            classSum = new double[kinds.length];
            for (int v = 0; v < demand.length; v++) {
                classSize[classOf[v]]++;
                classSum[classOf[v]] += demand[v];
            }
            flow = new MinCostFlow(sink() + 1);
            stay = new int[demand.length];
            enter = new int[kinds.length][pcpus];
            connect();
        }

        private int aggregator(int kind) {
            return 1 + demand.length + kind;
        }

        private int share(int kind, int pcpu) {
            return aggregator(classSize.length) + kind * pcpus + pcpu;
        }

        private int pcpu(int pcpu) {
            return share(classSize.length, pcpu);
        }

        private int sink() {
            return pcpu(pcpus);
        }

        private static long cost(double load) {
            return Math.round(load * UNIT);
        }

        private void connect() {
            for (int v = 0; v < demand.length; v++) {
                flow.arc(0, 1 + v, 1, 0);
                flow.arc(1 + v, aggregator(classOf[v]), 1, 0);
                if (present[v] != Vcpus.FREE) {
                    stay[v] = flow.arc(1 + v, share(classOf[v], present[v]), 1, 0);
                }
            }
            double mean = Arrays.stream(demand).average().orElse(0);
            for (int p = 0; p < pcpus; p++) {
                for (int c = 0; c < classSize.length; c++) {
                    enter[c][p] = flow.arc(aggregator(c), share(c, p), classSize[c], cost(MOVE));
                    flow.risingArc(share(c, p), pcpu(p), cost(classSum[c] / classSize[c]));
                }
                flow.risingArc(pcpu(p), sink(), cost(mean));
            }
        }

        /** Those that do not stay are alike within their aggregator: they fill its pCPUs in turn. */
        int[] solve() {
            flow.send(0, sink(), demand.length);
            int[] at = new int[demand.length];
            int[] next = new int[classSize.length];
            int[] used = new int[classSize.length];
            for (int v = 0; v < at.length; v++) {
                int c = classOf[v];
                if (present[v] != Vcpus.FREE && flow.flow(stay[v]) > 0) {
                    at[v] = present[v];
                    continue;
                }
                while (used[c] == flow.flow(enter[c][next[c]])) {
                    next[c]++;
                    used[c] = 0;
                }
                used[c]++;
                at[v] = next[c];
            }
            return at;
        }
    }

    /** {@code min-cost-flow}. */
    public static final class Factory extends ShippedFactory {
        public Factory() {
            super(
                    "min-cost-flow",
                    PolicyKind.CPU,
                    "Places by a flow of least cost in which staying is cheaper, as Quincy and Firmament do.",
                    MinCostFlowPolicy::new);
        }
    }
}
