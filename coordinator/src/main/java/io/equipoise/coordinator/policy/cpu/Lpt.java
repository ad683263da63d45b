package io.equipoise.coordinator.policy.cpu;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Longest processing time first: in descending order of demand, each to the pCPU with the least load so far. R. L. Graham,
 * Bounds on Multiprocessing Timing Anomalies, SIAM Journal on Applied Mathematics 17 (1969): at most 4/3 − 1/(3m) of the
 * smallest largest load.
 */
final class Lpt {

    private Lpt() {}

    /** Places those that are still free; ties go to the lower number. */
    static void place(Placement placement) {
        IntStream.range(0, placement.vcpus())
                .filter(vcpu -> placement.at(vcpu) == Vcpus.FREE)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(placement::demand).reversed())
                .forEach(vcpu -> placement.move(vcpu, placement.emptiest()));
    }
}
