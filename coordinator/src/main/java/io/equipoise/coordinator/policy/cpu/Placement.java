package io.equipoise.coordinator.policy.cpu;

import java.util.Arrays;

/** A placement under search: the position of each vCPU's pCPU and the load that this puts on each pCPU. */
final class Placement {
    private final PlacementProblem problem;
    private final int[] at;
    private final double[] load;

    private Placement(PlacementProblem problem, int[] at, double[] load) {
        this.problem = problem;
        this.at = at;
        this.load = load;
    }

    /** Those vCPUs placed that are not free; the positions are copied. */
    static Placement of(PlacementProblem problem, int[] at) {
        Placement placement =
                new Placement(problem, at.clone(), problem.hostLoad().clone());
        for (int i = 0; i < at.length; i++) {
            if (at[i] != Vcpus.FREE) {
                placement.load[at[i]] += problem.demand()[i];
            }
        }
        return placement;
    }

    /** Nobody placed yet. */
    static Placement empty(PlacementProblem problem) {
        int[] at = new int[problem.vcpus()];
        Arrays.fill(at, Vcpus.FREE);
        return of(problem, at);
    }

    PlacementProblem problem() {
        return problem;
    }

    int vcpus() {
        return at.length;
    }

    int pcpus() {
        return load.length;
    }

    double demand(int vcpu) {
        return problem.demand()[vcpu];
    }

    int at(int vcpu) {
        return at[vcpu];
    }

    double load(int pcpu) {
        return load[pcpu];
    }

    /** Moves a vCPU, or places a free one. */
    void move(int vcpu, int pcpu) {
        if (at[vcpu] != Vcpus.FREE) {
            load[at[vcpu]] -= demand(vcpu);
        }
        at[vcpu] = pcpu;
        load[pcpu] += demand(vcpu);
    }

    /** Whether anyone has no place yet. */
    boolean anyFree() {
        for (int pcpu : at) {
            if (pcpu == Vcpus.FREE) {
                return true;
            }
        }
        return false;
    }

    /** The position of each vCPU's pCPU. */
    int[] positions() {
        return at.clone();
    }

    double largest() {
        return Loads.most(load);
    }

    double smallest() {
        return Loads.least(load);
    }

    /** Whether a vCPU may run on a pCPU and has no sibling there; a sibling that is to leave it is not counted. */
    boolean fits(int vcpu, int pcpu, int leaving) {
        if (!problem.allowed()[vcpu][pcpu]) {
            return false;
        }
        for (int sibling : problem.siblings()[vcpu]) {
            if (at[sibling] == pcpu && sibling != leaving) {
                return false;
            }
        }
        return true;
    }

    /** The pCPU with the least load that a vCPU fits; where it fits none, that with the least on which it may run. */
    int emptiestFor(int vcpu) {
        int fitting = Vcpus.FREE;
        int emptiest = Vcpus.FREE;
        for (int pcpu = 0; pcpu < load.length; pcpu++) {
            if ((fitting == Vcpus.FREE || load[pcpu] < load[fitting]) && fits(vcpu, pcpu, Vcpus.FREE)) {
                fitting = pcpu;
            }
            if ((emptiest == Vcpus.FREE || load[pcpu] < load[emptiest]) && problem.allowed()[vcpu][pcpu]) {
                emptiest = pcpu;
            }
        }
        return fitting == Vcpus.FREE ? emptiest : fitting;
    }

    /** Whether every vCPU has a pCPU that it may run on. */
    boolean isAllowed() {
        for (int vcpu = 0; vcpu < at.length; vcpu++) {
            if (at[vcpu] == Vcpus.FREE || !problem.allowed()[vcpu][at[vcpu]]) {
                return false;
            }
        }
        return true;
    }

    /** The most that a vCPU demands where it shares its pCPU with a sibling: what they may wait for each other. */
    double shared() {
        double shared = 0;
        for (int vcpu = 0; vcpu < at.length; vcpu++) {
            if (at[vcpu] != Vcpus.FREE && demand(vcpu) > shared && sharesWithSibling(vcpu)) {
                shared = demand(vcpu);
            }
        }
        return shared;
    }

    private boolean sharesWithSibling(int vcpu) {
        for (int sibling : problem.siblings()[vcpu]) {
            if (at[sibling] == at[vcpu]) {
                return true;
            }
        }
        return false;
    }

    /**
     * What another placement gains: how much less the k-th fullest pCPU carries there, for the k where that is most, or how
     * much less siblings share, where that is more.
     */
    double gain(Placement other) {
        double[] mine = load.clone();
        double[] theirs = other.load.clone();
        Arrays.sort(mine);
        Arrays.sort(theirs);
        double gain = shared() - other.shared();
        for (int i = 0; i < mine.length; i++) {
            gain = Math.max(gain, mine[i] - theirs[i]);
        }
        return gain;
    }

    /** vCPUs that stand elsewhere in another placement. */
    int changes(Placement other) {
        int changes = 0;
        for (int i = 0; i < at.length; i++) {
            changes += at[i] == other.at[i] ? 0 : 1;
        }
        return changes;
    }
}
