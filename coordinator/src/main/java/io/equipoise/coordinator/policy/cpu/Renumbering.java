package io.equipoise.coordinator.policy.cpu;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The same placement with its pCPUs exchanged, so that many vCPUs stay where they are: pCPUs are alike. */
final class Renumbering {
    private static final int NONE = -1;

    private Renumbering() {}

    /** Pairs groups and pCPUs greedily, those that share most vCPUs first. */
    static Placement of(double[] demand, int[] present, Placement placement) {
        int pcpus = placement.pcpus();
        int[] shared = new int[pcpus * pcpus];
        for (int vcpu = 0; vcpu < present.length; vcpu++) {
            if (present[vcpu] != Vcpus.FREE) {
                shared[placement.at(vcpu) * pcpus + present[vcpu]]++;
            }
        }
        int[] to = new int[pcpus];
        Arrays.fill(to, NONE);
        boolean[] taken = new boolean[pcpus];
        IntStream.range(0, shared.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(pair -> shared[pair]).reversed())
                .forEach(pair -> {
                    if (to[pair / pcpus] == NONE && !taken[pair % pcpus]) {
                        to[pair / pcpus] = pair % pcpus;
                        taken[pair % pcpus] = true;
                    }
                });
        int[] at = IntStream.of(placement.positions()).map(group -> to[group]).toArray();
        return Placement.of(demand, at, pcpus);
    }
}
