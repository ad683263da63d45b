package io.equipoise.coordinator.policy.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LptTest {
    private static final int PROBLEMS = 500;

    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void eachGoesWhereALookAtEveryPcpuPutsIt() {
        int ties = 0;
        for (int i = 0; i < PROBLEMS; i++) {
            PlacementProblem problem = problem();
            Placement looked = Placement.empty(problem);
            for (int vcpu : problem.descending()) {
                looked.move(vcpu, looked.emptiestFor(vcpu));
            }
            Placement placed = Placement.empty(problem);
            Lpt.place(placed);
            assertThat(placed.positions()).isEqualTo(looked.positions());
            ties += (int) (problem.demand().length
                    - Arrays.stream(problem.demand()).distinct().count());
        }
        assertThat(ties).isPositive();
    }

    /** Equal demands and idle pCPUs are many, so that ties are; some vCPUs are kept from some pCPUs and from each other. */
    private PlacementProblem problem() {
        int vcpus = 1 + random.nextInt(60);
        int pcpus = 1 + random.nextInt(20);
        double[] demand = IntStream.range(0, vcpus)
                .mapToDouble(i -> random.nextInt(20) / 16.0)
                .toArray();
        double[] hostLoad = IntStream.range(0, pcpus)
                .mapToDouble(i -> random.nextInt(4) / 16.0)
                .toArray();
        boolean[][] allowed = new boolean[vcpus][pcpus];
        int[][] siblings = new int[vcpus][];
        for (int vcpu = 0; vcpu < vcpus; vcpu++) {
            boolean limited = random.nextInt(4) == 0;
            for (int pcpu = 0; pcpu < pcpus; pcpu++) {
                allowed[vcpu][pcpu] = !limited || random.nextBoolean();
            }
            allowed[vcpu][random.nextInt(pcpus)] = true;
            siblings[vcpu] = vcpu > 0 && random.nextInt(3) == 0 ? new int[] {vcpu - 1} : new int[0];
        }
        return new PlacementProblem(demand, hostLoad, allowed, siblings);
    }
}
