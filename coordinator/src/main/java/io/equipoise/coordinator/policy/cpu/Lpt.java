package io.equipoise.coordinator.policy.cpu;

/**
 * Longest processing time first: in descending order of demand, each to the pCPU with the least load so far. R. L. Graham,
 * Bounds on Multiprocessing Timing Anomalies, SIAM Journal on Applied Mathematics 17 (1969): at most 4/3 − 1/(3m) of the
 * smallest largest load.
 */
final class Lpt {

    private Lpt() {}

    /** Places those that are still free; ties go to the lower number. */
    static void place(Placement placement) {
        if (!placement.anyFree()) {
            return;
        }
        Emptiest emptiest = new Emptiest(placement);
        for (int vcpu : placement.problem().descending()) {
            if (placement.at(vcpu) == Vcpus.FREE) {
                int pcpu = emptiest.pcpu();
                int to = placement.fits(vcpu, pcpu, Vcpus.FREE) ? pcpu : placement.emptiestFor(vcpu);
                placement.move(vcpu, to);
                emptiest.changed(to);
            }
        }
    }
}
